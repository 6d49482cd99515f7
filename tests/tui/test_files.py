"""The app and the files: broken ones, changing ones, and none at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from commtui import demo
from commtui.model.item import Item
from commtui.store.find import at
from commtui.tui.app import CommtuiApp
from commtui.tui.deeds.files import Files
from commtui.tui.editor import command
from commtui.tui.state import State
from tests.tui.driving import LARGE, app_of, hit, main_of, opened, press, screen_text, settled, until, until_read, write

PERSON = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'


async def test_the_frame_is_painted_before_the_files_are_read() -> None:
    gate = threading.Event()

    class Waiting(Files):
        def read_now(self) -> None:
            gate.wait(20)
            super().read_now()

    app = CommtuiApp(at(demo.path()), today=demo.AS_OF)
    app.files = Waiting(app)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await settled(pilot)
        assert "Reading the plan..." in text
        assert "2 Roadmap" in text
        assert "? Help   q Quit" in text
        await hit(pilot, "3")
        gate.set()
        await until_read(pilot)
        assert main_of(pilot).view_name == "goals"


def test_starting_the_app_loads_neither_models_nor_parser() -> None:
    script = (
        "import sys, commtui.tui.app;"
        "print([m for m in sys.modules if m.partition('.')[0] in {'pydantic', 'tomli', 'duckdb', 'github'}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_a_broken_file_is_seen_hides_no_other_and_leads_to_its_problem(tmp_path: Path) -> None:
    place = write(tmp_path, people=PERSON, roadmap='[[item]]\nid = "a"\ntitle = oops\n')
    async with opened(place) as pilot:
        text = screen_text(pilot)
        assert "✖ 1 error" in text
        assert "community/roadmap.toml cannot be read" in text
        assert "line 3" in text
        assert "Ada Lovelace" in await press(pilot, "7")
        # Enter leads to file, line and reason.
        text = await press(pilot, "1", "enter")
        assert "Problems" in text
        assert "✖ error" in text
        assert "community/roadmap.toml:3" in text
        # What is no record covers nothing, and the way out is told.
        assert "E opens the file there" in text
        assert await press(pilot, "enter") == text


HINT = "known: name, tagline, mission, vision, story, values, repository, repositories, links"


async def test_a_problem_is_shown_in_full_with_its_hint_its_place_and_its_rule(tmp_path: Path) -> None:
    place = write(tmp_path, community='[community]\nname = "New"\ncolour = 1\n')
    async with opened(place) as pilot:
        text = await press(pilot, "p")
        # What lies behind the panel shows at its edges.
        words = " ".join(line.strip("│╭╰╮╯─▇ ") for line in text.splitlines())
        assert HINT in words
        assert "promise_days community/community.toml:3 unknown-key" in words


async def test_without_problems_the_panel_says_so(tmp_path: Path) -> None:
    place = write(tmp_path, community='[community]\nname = "New"\n', people=PERSON)
    async with opened(place) as pilot:
        assert "no problems" in screen_text(pilot)
        assert "Nothing is wrong in the files." in await press(pilot, "p")
        assert "Nothing is wrong" not in await press(pilot, "escape")


async def test_what_changes_on_disk_or_in_the_workspace_shows_and_the_place_is_kept(community: Path) -> None:
    async with opened(community) as pilot:
        # By whoever edits, and undoes, through the workspace.
        await hit(pilot, "2")
        state = app_of(pilot).state
        assert state is not None
        item = next(each for each in state.snapshot.of(Item) if each.record.title == "Role descriptions")
        state.workspace.set_field(item, ("title",), "What roles are")
        await until(pilot, lambda: "What roles are" in screen_text(pilot))
        state.workspace.undo()
        await until(pilot, lambda: "Role descriptions" in screen_text(pilot))
        # By itself.
        file = community / "roadmap.toml"
        file.write_text(file.read_text("utf-8").replace("Role descriptions", "Who does what"), "utf-8")
        await until(pilot, lambda: "Who does what" in screen_text(pilot))
        assert "▌ ○ planned  Who does what" in screen_text(pilot)
        # When asked; and a state that was long in the making never covers a newer one.
        old = app_of(pilot).state
        assert old is not None
        (community / "new.toml").write_text('[[person]]\nid = "zz"\nname = "Zara Zwick"\n', "utf-8")
        await hit(pilot, "7", "r")
        await until(pilot, lambda: "25 people" in screen_text(pilot))
        app_of(pilot).post_message(Files.Checked(old))
        assert "25 people" in await settled(pilot)
        assert app_of(pilot).state is not old


async def test_a_plan_that_is_gone_is_no_error_and_is_shown_at_the_same_place_once_it_is_back(community: Path) -> None:
    away = community.with_name("elsewhere")
    async with opened(community) as pilot:
        await hit(pilot, "7", "j", "j")
        before = screen_text(pilot)
        community.rename(away)
        await until(pilot, lambda: "There is no plan here now: community is gone." in screen_text(pilot))
        text = screen_text(pilot)
        for words in ("error", "cannot be read", "no problems", "The first people", "n New"):
            assert words not in text
        for key in "137":
            text = await press(pilot, key)
            assert "There is no plan here now" in text
        await press(pilot, "n", "e", "j", "enter", "escape", "slash")
        assert pilot.app.screen is main_of(pilot)
        await press(pilot, "question_mark", "escape")
        assert main_of(pilot).focused is None
        away.rename(community)
        await until(pilot, lambda: "is gone" not in screen_text(pilot))
        assert (await settled(pilot)).splitlines()[:-1] == before.splitlines()[:-1]
        await hit(pilot, "e")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "RecordForm")


async def test_editing_writes_the_file_and_shows_the_change(community: Path) -> None:
    before = (community / "roadmap.toml").read_text("utf-8")
    async with opened(community) as pilot:
        await hit(pilot, "2", "e")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "RecordForm")
        await hit(pilot, "end", *" now")
        await hit(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_of(pilot))
        await until(pilot, lambda: "Role descriptions now" in screen_text(pilot))
    after = (community / "roadmap.toml").read_text("utf-8")
    assert after == before.replace('"Role descriptions"', '"Role descriptions now"')


def test_the_editor_is_opened_at_the_line_where_it_knows_how() -> None:
    file = Path("/plan/roadmap.toml")
    assert command({"EDITOR": "vim -n"}, file, 12) == ["vim", "-n", "+12", str(file)]
    assert command({"VISUAL": "code", "EDITOR": "vim"}, file, 12) == ["code", "--wait", "--goto", f"{file}:12"]
    assert command({"EDITOR": "hx"}, file, 12) == ["hx", f"{file}:12"]
    assert command({"EDITOR": "my-editor"}, file, 12) == ["my-editor", str(file)]
    assert command({}, file, 12) is None


async def test_what_was_read_is_on_show_while_the_rules_still_look_at_it(tmp_path: Path) -> None:
    held: list[State] = []

    class Waiting(Files):
        def find_faults(self, state: State) -> None:
            held.append(state)

    person = '[[person]]\nid = "bob"\nname = "Bob"\nregion = 3\n'
    app = CommtuiApp(at(write(tmp_path, people=PERSON, more=person)), today=demo.AS_OF)
    app.files = waiting = Waiting(app)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: bool(held))
        text = await press(pilot, "7")
        assert "checking..." in text
        assert "Ada Lovelace" in text
        assert "Checking the files..." in await press(pilot, "p")
        Files.find_faults(waiting, held[0])
        await until(pilot, lambda: "✖ 1 error" in screen_text(pilot))
        assert "Checking the files..." not in await press(pilot)


async def test_a_problem_leads_to_its_record_what_the_rules_find_leaves_the_list_and_no_editor_is_said() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        await hit(pilot, "exclamation_mark", "enter")
        assert main_of(pilot).view_name in {"careers", "roadmap", "goals"}
        assert "esc Back" in await press(pilot)
        # The rules are done.
        await hit(pilot, "5", "j", "j", "j")
        state = app_of(pilot).state
        assert state is not None
        before = state.thanks_of
        shown = await press(pilot)
        pilot.app.post_message(Files.Checked(state.with_findings()))
        await until(pilot, lambda: app_of(pilot).state is not state)
        now = app_of(pilot).state
        assert now is not None
        assert now.thanks_of is before
        assert await press(pilot) == shown
        # No editor is set.
        assert "EDITOR" not in os.environ
        assert "Set VISUAL or EDITOR" in await press(pilot, "2", "E")
