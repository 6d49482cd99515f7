"""Review and commit, in real repositories: what changed in words and lines, and what goes into a commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from commtui.store.snapshot import Snapshot
from commtui.tui.review import Review, hunk_of
from commtui.tui.screens.commit import CommitForm
from commtui.tui.screens.pickers import Help
from commtui.tui.screens.review import ReviewScreen
from tests.repository import commit_all, git, new_repository, only_a_name_is_set, put
from tests.tui.driving import LARGE, SMALL, app_of, main_of, opened, press, screen_text, settled, until

PLAN = {
    "community/community.toml": """\
[community]
name = "Library of Tools"

[[focus_area]]
id = "lending"
title = "Lending"
""",
    "community/roadmap.toml": """\
# Ours to keep.

[[item]]
id = "lending-desk"
title = "A lending desk"
status = "planned"
when = "2013-Q2"

[[item]]
id = "opening-hours"
title = "Opening hours"
status = "planned"
when = "2013-Q3"
""",
    "community/people/ada.toml": '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n',
    "community/people/bo.toml": '[[person]]\nid = "bo"\nname = "Bo Saw"\n',
    "src/saw.py": "TEETH = 32\n",
}
GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit of a plan and its code."""
    only_a_name_is_set(monkeypatch, tmp_path)
    root = put(new_repository(tmp_path / "tools"), PLAN)
    commit_all(root)
    return root


def change(root: Path) -> None:
    roadmap = root / "community/roadmap.toml"
    roadmap.write_text(roadmap.read_text().replace('"planned"', '"active"', 1))
    put(root, {"community/people/grace.toml": GRACE, "src/saw.py": "TEETH = 48\n"})
    (root / "community/people/bo.toml").unlink()
    git(root, "add", "src/saw.py")


async def reviewed(pilot: Pilot[None]) -> str:
    """The review, once git has answered."""
    await press(pilot, "R")
    await until(pilot, lambda: "Asking git" not in screen_text(pilot))
    return await settled(pilot)


def hook(root: Path, name: str, text: str) -> None:
    file = put(root, {f".git/hooks/{name}": f"#!/bin/sh\n{text}\n"}) / ".git/hooks" / name
    file.chmod(0o755)


async def test_the_review_tells_what_changed_and_each_line_leads_to_its_record(root: Path) -> None:
    change(root)
    async with opened(root / "community", SMALL) as pilot:
        text = await reviewed(pilot)
        assert "Review: 3 changes in 3 files since" in text
        assert "~ Roadmap item “A lending desk”: planned → active" in text
        assert "+ New person “Grace Hopper”" in text
        assert "- Person “Bo Saw”: removed" in text
        assert "saw.py" not in text
        await press(pilot, "down", "enter")
        assert main_of(pilot) is pilot.app.screen
        assert "Grace Hopper" in await press(pilot)
        await press(pilot, "escape")
        await reviewed(pilot)
        # Nothing leads to what is gone.
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.why_not("open") == "the record was removed"


async def test_the_diff_of_the_file_under_the_cursor_is_a_key_away_and_beside_the_list_where_there_is_room(
    root: Path,
) -> None:
    change(root)
    async with opened(root / "community", SMALL) as pilot:
        assert '+status = "active"' not in await reviewed(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: '+status = "active"' in screen_text(pilot))
        assert '-status = "planned"' in screen_text(pilot)
        assert "Grace" not in screen_text(pilot)
        assert "Grace Hopper" in await press(pilot, "escape")
        await pilot.resize_terminal(*LARGE)
        await press(pilot, "down")
        await until(pilot, lambda: '+name = "Grace Hopper"' in screen_text(pilot))
        await press(pilot, "escape")
        assert main_of(pilot) is pilot.app.screen


async def test_the_review_follows_what_is_edited_elsewhere_and_says_what_stands_against_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(root / "community", LARGE) as pilot:
        assert "Nothing changed since the last commit" in await reviewed(pilot)
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "Commit: nothing changed since the last commit" in await press(pilot)
        change(root)
        await until(pilot, lambda: "New person “Grace Hopper”" in screen_text(pilot))
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen)
        # What an older look found comes too late.
        review.post_message(ReviewScreen.Looked(1, "git was slow"))
        assert "New person “Grace Hopper”" in await settled(pilot)

        def boom(_: Snapshot) -> Review:
            raise ValueError("not within it")

        monkeypatch.setattr("commtui.tui.screens.review.review_of", boom)
        review.look()
        await until(pilot, lambda: "ValueError('not within it')" in screen_text(pilot))


async def test_what_cannot_be_compared_is_named_and_leads_to_the_problems_and_what_is_only_written_otherwise_has_a_diff(
    root: Path,
) -> None:
    put(root, {"community/people/ada.toml": PLAN["community/people/ada.toml"] + "# the first\n"})
    async with opened(root / "community", LARGE) as pilot:
        text = await reviewed(pilot)
        assert "Review: 0 changes in 1 file since" in text
        assert "~ community/people/ada.toml" in text
        await until(pilot, lambda: "+# the first" in screen_text(pilot))
        put(root, {"community/goals.toml": "[[goal]\n"})
        await until(pilot, lambda: "Cannot be read" in screen_text(pilot))
        text = await press(pilot, "home")
        assert "community/goals.toml:1" in text
        assert "Problems" in await press(pilot, "enter")


async def test_without_git_it_says_why_and_that_all_else_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    put(tmp_path / "tools", PLAN)
    async with opened(tmp_path / "tools/community", SMALL) as pilot:
        text = await reviewed(pilot)
        words = " ".join(text.replace("│", " ").split())
        assert "is not in a git repository" in words
        assert "All else works without it" in words
        # However long the path of the folder is, and wherever it is broken.
        words = "".join((await press(pilot, "C")).replace("▌", "").split())
        assert "Commit:/" in words
        assert "isnotinagitrepository" in words
        await press(pilot, "escape")
        assert main_of(pilot) is pilot.app.screen


async def test_before_the_first_commit_everything_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    root = put(new_repository(tmp_path / "tools"), PLAN)
    async with opened(root / "community", LARGE) as pilot:
        text = await reviewed(pilot)
        assert "6 changes in 4 files before the first commit" in text
        await press(pilot, "C", "f2")
        await until(pilot, lambda: "Nothing was pushed" in screen_text(pilot))
        assert git(root, "ls-files").splitlines() == sorted(each for each in PLAN if each.startswith("community/"))


async def test_a_commit_holds_the_plan_and_nothing_else_with_the_words_that_were_agreed(root: Path) -> None:
    change(root)
    async with opened(root / "community", SMALL) as pilot:
        await reviewed(pilot)
        text = await press(pilot, "C")
        assert "Plan: 3 changes" in text
        assert "- Roadmap item 'A lending desk': planned -> active" in text
        assert "Nothing is pushed." in text
        assert pilot.app.focused is commit_form(pilot).message
        await press(pilot, *"Desk: ", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        text = await settled(pilot)
        commit = git(root, "rev-parse", "HEAD")
        assert f"Committed {commit[:10]}: Desk: Plan: 3 changes. Nothing was pushed" in text
        await until(pilot, lambda: "Nothing changed since the last commit" in screen_text(pilot))
        assert git(root, "show", "--name-only", "--format=%s", "HEAD").splitlines() == [
            "Desk: Plan: 3 changes",
            "",
            "community/people/bo.toml",
            "community/people/grace.toml",
            "community/roadmap.toml",
        ]
        assert git(root, "diff", "--cached", "--name-only") == "src/saw.py"
        assert "Signed-off-by" not in git(root, "log", "-1", "--format=%B")


async def test_a_commit_that_ends_below_something_else_closes_its_form_once_that_is_gone(root: Path) -> None:
    change(root)
    hook(root, "pre-commit", "until [ -e go ]; do sleep 0.02; done")
    async with opened(root / "community", SMALL) as pilot:
        await reviewed(pilot)
        await press(pilot, "C", "ctrl+s")
        form = commit_form(pilot)
        assert "git is at work" in screen_text(pilot)
        await press(pilot, "x", "escape", "f1")
        assert isinstance(pilot.app.screen, Help)
        put(root, {"go": ""})
        await until(pilot, lambda: not form.workers)
        await settled(pilot)
        assert isinstance(pilot.app.screen, Help)
        await press(pilot, "escape")
        await until(pilot, lambda: "Nothing changed since the last commit" in screen_text(pilot))
        assert git(root, "log", "-1", "--format=%s") == "Plan: 3 changes"


async def test_cancel_keeps_what_was_typed_and_signing_off_is_remembered(root: Path) -> None:
    change(root)
    async with opened(root / "community", SMALL) as pilot:
        await reviewed(pilot)
        await press(pilot, "C", *"Ours: ")
        assert "not signed off" in screen_text(pilot)
        commit_form(pilot).query_one("#sign-off").focus()
        text = await press(pilot, "space")
        assert "not signed off" not in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert git(root, "rev-list", "--count", "HEAD") == "1"
        text = await press(pilot, "C")
        assert "Ours: Plan: 3 changes" in text
        assert "signed off" in text
        assert "not signed off" not in text
        commit_form(pilot).query_one("#make", Button).press()
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        assert "Signed-off-by: Ada Lovelace <ada@example.org>" in git(root, "log", "-1", "--format=%B")


async def test_what_git_says_against_it_is_shown_in_full_and_the_words_are_kept(root: Path) -> None:
    change(root)
    hook(root, "pre-commit", "echo 'rule 7: no saws'; echo '\033[31mon Sundays' >&2; exit 1")
    async with opened(root / "community", SMALL) as pilot:
        await reviewed(pilot)
        await press(pilot, "C", *"Desk: ")
        for said in ("rule 7", "user.email"):
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: commit_form(pilot).has_class("-refused"))
            app_of(pilot).clear_notifications()
            text = await settled(pilot)
            assert said in text
            assert "\x1b" not in text
            assert "Desk: Plan: 3 changes" in text
            assert git(root, "rev-list", "--count", "HEAD") == "1"
            assert git(root, "diff", "--cached", "--name-only") == "src/saw.py"
            (root / ".git/hooks/pre-commit").unlink(missing_ok=True)
            (root.parent / "gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
            commit_form(pilot).remove_class("-refused")


async def test_read_only_nothing_is_committed(root: Path) -> None:
    change(root)
    async with opened(root / "community", LARGE, read_only=True) as pilot:
        await reviewed(pilot)
        assert "Commit: opened read-only" in await press(pilot, "C")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_the_commit_names_what_goes_into_it_and_cannot_be_read(root: Path) -> None:
    change(root)
    async with opened(root / "community", SMALL) as pilot:
        await reviewed(pilot)
        assert "cannot be read" not in await press(pilot, "C")
        await press(pilot, "escape")
        put(root, {"community/goals.toml": "[[goal]\n"})
        await until(pilot, lambda: "Cannot be read" in screen_text(pilot))
        assert "community/goals.toml cannot be read: committed as it is" in await press(pilot, "C")
        put(root, {"community/metrics.toml": "[[measurement]\n"})
        await press(pilot, "escape")
        await until(pilot, lambda: "Cannot be read  2" in screen_text(pilot))
        text = await press(pilot, "C")
        assert "community/goals.toml and 1 more cannot be read: committed as they are" in text
        await pilot.resize_terminal(60, 15)
        text = await settled(pilot)
        assert "and 1 more cannot be read" in text
        assert "Cancel" in text
        assert commit_form(pilot).message.size.height >= 3


async def test_the_dialog_shows_its_buttons_and_the_message_at_every_size(root: Path) -> None:
    change(root)
    async with opened(root / "community", (60, 15)) as pilot:
        await reviewed(pilot)
        await press(pilot, "C")
        for size in ((60, 15), (80, 24), (200, 50)):
            await pilot.resize_terminal(*size)
            text = await settled(pilot)
            for words in ("Plan: 3 changes", "Cancel", "signed off", "esc cancels"):
                assert words in text
            assert commit_form(pilot).message.size.height >= 3


def commit_form(pilot: Pilot[None]) -> CommitForm:
    form = pilot.app.screen
    assert isinstance(form, CommitForm)
    return form


def test_the_hunk_of_a_record_is_the_one_that_shows_its_line() -> None:
    lines = ["--- a/x", "+++ b/x", "@@ -1,3 +1,4 @@", " a", "+b", " c", " d", "@@ -40 +41,2 @@", " e", "+f"]
    assert hunk_of(lines, 2) == 2
    assert hunk_of(lines, 30) == 7
    assert hunk_of(lines, 50) == 0
