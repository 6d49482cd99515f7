"""The form, opened from the app by its key."""

from __future__ import annotations

from pathlib import Path

from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.screen import RecordForm
from tests.tui.driving import app_of, opened, press


async def test_an_edit_made_in_the_app_is_in_the_file_and_on_the_screen(community: Path) -> None:
    async with opened(community, (120, 40)) as pilot:
        await press(pilot, "3", "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        entry = form.draft.base.entry
        assert entry is not None
        before = entry.file.path.read_bytes().splitlines(keepends=True)
        title = entry.data["title"].encode()
        form.row("title").put("Governance, and how")
        screen = await press(pilot, "ctrl+s")
        after = entry.file.path.read_bytes().splitlines(keepends=True)
        changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        assert [new for _, new in changed] == [old.replace(title, b"Governance, and how") for old, _ in changed]
        assert len(changed) == 1
        assert "Governance," in screen


async def test_quitting_with_a_form_open_asks_before_anything_is_lost(community: Path) -> None:
    async with opened(community) as pilot:
        await press(pilot, "3", "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        form.row("title").put("Governance, and how")
        await pilot.pause()
        await press(pilot, "ctrl+q")
        assert app_of(pilot).is_running
        assert isinstance(pilot.app.screen, DiscardDialog)
        await press(pilot, "right", "enter")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert pilot.app.return_code == 0
