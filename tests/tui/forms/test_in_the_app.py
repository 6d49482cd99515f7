"""The form, opened from the app by its keys."""

from __future__ import annotations

from pathlib import Path

from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.screen import RecordForm
from tests.tui.driving import SMALL, app_of, opened, press, write
from tests.tui.forms.opening import COMMUNITY

GOAL = COMMUNITY.replace("why      =", 'focus_area = "events"\noutcome  = "Done"\nwhy      =')


async def test_what_is_edited_and_copied_is_in_the_file_and_quitting_asks_before_anything_is_lost(
    tmp_path: Path,
) -> None:
    place = write(tmp_path, community=GOAL)
    async with opened(place, SMALL) as pilot:
        await press(pilot, "3", "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        form.row("title").put("Governance, and how")
        assert "Governance, and how" in await press(pilot, "ctrl+s")
        after = (place / "community.toml").read_text()
        assert after == GOAL.replace('"Documentation sprint"', '"Governance, and how"')

        await press(pilot, "c")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        assert (form.heading, form.row("id").raw) == ("New goal", "governance-and-how")
        await press(pilot, "ctrl+s")
        workspace = form.workspace
        old, new = (each.data for each in workspace.snapshot.entries["goal"])
        # What became of the goal is not true of its copy.
        assert dict(new) == {**{name: each for name, each in old.items() if name != "outcome"}, "id": new["id"]}
        assert new["id"] == "governance-and-how"

        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        form.row("title").put("Governance, and when")
        await press(pilot, "ctrl+q")
        assert app_of(pilot).is_running
        assert isinstance(pilot.app.screen, DiscardDialog)
        await press(pilot, "right", "enter")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert pilot.app.return_code == 0
