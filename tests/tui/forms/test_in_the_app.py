"""The form, opened from the app by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui import demo
from commtui.store.find import at
from commtui.tui.app import CommtuiApp
from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.screen import RecordForm
from tests.tui.forms.opening import screen_text


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """A copy of the demo that may be written to."""
    return demo.copy_to(tmp_path)


async def test_an_edit_made_in_the_app_is_in_the_file_and_on_the_screen(community: Path) -> None:
    app = CommtuiApp(at(community))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("3", "e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, RecordForm)
        entry = form.draft.entry
        before = entry.file.path.read_bytes().splitlines(keepends=True)
        title = entry.data["title"].encode()
        form.row("title").put("Governance, and how")
        await pilot.press("ctrl+s")
        await pilot.pause()
        after = entry.file.path.read_bytes().splitlines(keepends=True)
        changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        assert [new for _, new in changed] == [old.replace(title, b"Governance, and how") for old, _ in changed]
        assert len(changed) == 1
        assert any("Governance," in each for each in screen_text(app))


async def test_quitting_with_a_form_open_asks_before_anything_is_lost(community: Path) -> None:
    app = CommtuiApp(at(community))
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("3", "e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, RecordForm)
        form.row("title").put("Governance, and how")
        await pilot.pause()
        await pilot.press("ctrl+q", "ctrl+q")
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, DiscardDialog)
        await pilot.press("right", "enter", "ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
