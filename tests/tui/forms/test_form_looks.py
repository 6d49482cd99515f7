"""What the form looks like: text of any kind, screens of any size, a field that someone added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import Field
from textual.widgets import Select, Static, TextArea

from commtui.model.channel import Channel
from commtui.model.text import Text
from commtui.store.find import at
from commtui.store.workspace import Workspace
from commtui.tui.forms.fields import Sort
from commtui.tui.forms.member import Member
from commtui.tui.forms.row import FieldRow
from commtui.tui.forms.screen import RecordForm
from commtui.tui.glyphs import ASCII
from tests.tui.forms.opening import COMMUNITY, Host, Open, Opened, screen_text, words
from tests.tui.quiet import unseen

HOSTILE = [
    "[/nope]",
    "[@click=app.quit]x[/]",
    "[b",
    "a[/b]c",
    "[link=http://e.x]L[/link]",
    "${x}",
    "\\[",
    "日本 🌍 עברית",
]


async def test_text_of_any_look_is_shown_and_saved_as_it_is(opened: Open) -> None:
    title = "[/nope] [@click=app.quit]x[/] [b"
    people = ", ".join(f"'{each}'" for each in HOSTILE)
    hostile = COMMUNITY.replace("Documentation sprint", title).replace('"ada"]', f"{people}]")
    async with opened("goal", hostile, size=(120, 60)) as it:
        drawn = screen_text(it.app)
        assert title in drawn[it.form.query_one("#form").region.y]
        assert all(f" {each} ×" in "".join(drawn) for each in HOSTILE)
        for text in HOSTILE:
            it.form.row("focus_area").put(text)
            it.form.row("why").put(text)
            it.form.row("title").put(text)
            with unseen():
                await it.pilot.pause()
            assert f'"{text}"' in it.said("focus_area")
        await it.put("focus_area", "")
        await it.press("escape", "enter", "ctrl+s")
        assert it.saved
        data = it.workspace.snapshot.entries["goal"][0].data
        assert (data["title"], data["why"]) == (HOSTILE[-1], HOSTILE[-1])


async def test_a_file_name_of_any_look_is_shown_as_it_is(opened: Open, tmp_path: Path) -> None:
    async with opened("goal", file=tmp_path / "[b]\x1b[31m.toml") as it:
        await it.put("title", "Docs week")
        await it.press("ctrl+s")
        assert it.toasts == [r"Title saved in [b]\u001b[31m.toml · u undoes it"]


async def test_the_form_fits_every_screen_and_the_keys_are_always_in_sight(opened: Open) -> None:
    async with opened("goal", size=(60, 15)) as it:
        form = it.form.query_one("#form")
        for size in ((60, 15), (220, 60), (80, 24), (120, 40)):
            await it.pilot.resize_terminal(*size)
            it.form.row("title").focus_editor()
            with unseen():
                await it.pilot.pause()
            assert form.region.width <= 100
            assert (form.region.y >= 0, form.region.bottom <= size[1]) == (True, True)
            it.form.row("outcome").focus_editor()
            await it.pilot.pause()
            lines = screen_text(it.app)
            assert len(lines) == size[1]
            assert any("ctrl+s Save" in each and "esc Cancel" in each and "f3 Preview" in each for each in lines)
            assert any("Outcome" in each for each in lines)
            assert any("The evaluation: what came of it" in each for each in lines)


async def test_tab_goes_through_every_field_and_says_what_each_is_for(opened: Open) -> None:
    async with opened("standing") as it:
        for row in it.form.query(FieldRow):
            assert it.form.current is row
            assert row.field.description in words(it.form.query_one("#form-help", Static))
            with unseen():
                await it.press("tab")


async def test_what_stands_against_saving_is_told_beside_the_help_and_the_keys_stay_in_sight(opened: Open) -> None:
    async with opened("goal") as it:
        it.form.tell("Not saved. " + "a very long reason " * 20)
        await it.pilot.pause()
        assert any("ctrl+s Save" in each for each in screen_text(it.app))
        await it.put("title", "")
        await it.press("ctrl+s")
        assert any("Not saved: 1 field needs attention" in each for each in screen_text(it.app))
        for name in ("title", "status"):
            row = it.form.row(name)
            row.focus_editor()
            await it.pilot.pause()
            assert any(row.field.description[:30] in each for each in screen_text(it.app))
            assert any("ctrl+s Save" in each for each in screen_text(it.app))


async def test_enter_goes_on_a_choice_shows_what_it_means_a_text_gets_lines_and_the_keys_can_be_clicked(
    opened: Open,
) -> None:
    async with opened("goal") as it:
        await it.press("enter")
        assert it.form.current is it.form.row("id")
        await it.press("down", "down")
        assert isinstance(it.app.focused, Select)
        assert any("planned  agreed, not begun" in each for each in screen_text(it.app))
        await it.press("enter", *"mov", "enter")
        assert it.form.row("status").raw == "moved"
        why = it.form.row("why").widget
        assert isinstance(why, TextArea)
        why.focus()
        why.move_cursor(why.document.end)
        await it.press("enter", "x")
        assert it.form.focused is why
        assert it.form.row("why").raw == 'Nobody finds "anything".\nx'
        await it.pilot.click("#form-keys", offset=(3, 0))
        await it.pilot.pause()
        assert it.saved


class Room(Channel):
    """A channel with a field that someone added to the model."""

    topic: Text | None = Field(None, title="Topic", description="What people talk about.", examples=["releases"])


async def test_a_field_that_is_added_to_a_model_can_be_edited_at_once(tmp_path: Path) -> None:
    file = tmp_path / "community.toml"
    file.write_text('[[channel]]\nid = "talk"\nname = "OpenMRS Talk"\nkind = "primary"\n')
    workspace = Workspace(at(file))
    channel = workspace.snapshot.entries["channel"][0]
    app = Host()
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await app.open(RecordForm.edit(workspace, replace(channel, record=Room.model_validate(channel.data))))
        await pilot.pause()
        it = Opened(app, pilot, workspace, file)
        assert any("Topic" in each and "for example releases" in each for each in screen_text(app))
        await it.put("topic", "two\tparts")
        assert it.said("topic") == "Should be one line, without tabs"
        await it.put("topic", "Releases")
        await it.press("ctrl+s")
    assert file.read_text().endswith('kind = "primary"\ntopic = "Releases"\n')


async def test_nothing_that_is_typed_anywhere_reaches_the_terminal_as_a_command(opened: Open) -> None:
    hostile = "\x1b]0;z\x07\x9b31m\u202e[@click=app.quit]q[/] [b"
    async with opened(size=(80, 70)) as it:
        # Between them they have lists, pairs, parts and long texts.
        for kind in ("community", "goal"):
            await it.new(kind)
            for row in it.form.query(FieldRow):
                match row.field.sort:
                    case Sort.TEXTS:
                        row.put((hostile, hostile * 9))
                    case Sort.PAIRS:
                        row.put(((hostile, hostile),))
                    case Sort.CHOICE | Sort.SWITCH | Sort.TABLE:
                        continue
                    case Sort.TABLES:
                        row.put((Member({"title": hostile, "id": hostile, "consequence": hostile}),))
                    case _:
                        row.put(hostile)
            await it.save()
            assert it.is_open
            drawn = "".join(screen_text(it.app))
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(drawn)
            assert "[@click=app.quit]q" in drawn
            await it.app.pop_screen()


MARKDOWN = "# One\n\n- two\n  - three\n\n> four\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n" + "long " * 5_000


async def test_ascii_forms_hold_nothing_else(opened: Open) -> None:
    async with opened() as it:
        it.app.add_class("-ascii")
        setattr(it.app, "glyphs", ASCII)  # noqa: B010 - the app of the tests has none of its own
        await it.edit("goal")
        await it.press("end", "s")
        drawn = [screen_text(it.app)]
        await it.go("owners")
        await it.press("g")
        drawn.append(screen_text(it.app))
        await it.go("key_result")
        await it.press("enter")
        drawn.append(screen_text(it.app))
        await it.press("escape")
        await it.put("why", MARKDOWN)
        await it.go("why")
        await it.press("f3")
        drawn.append(screen_text(it.app))
        # The bar that scrolls is Textual's own.
        bars = set("▁▂▃▄▅▆▇█")
        assert {each for lines in drawn for each in "".join(lines) if not each.isascii()} - bars == set()
