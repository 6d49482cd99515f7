"""The log of messages: what vanished from the screen is still there."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from commtui.tui.said import MOST, Sayings
from commtui.tui.screens.log import MessageLog
from tests.tui.driving import LARGE, SMALL, app_of, opened, press, screen_text, settled, until, write

PLAN = '[community]\nname = "Library of Tools"\n[[item]]\nid = "desk"\ntitle = "A lending desk"\nstatus = "active"\n'


async def test_all_that_was_said_is_listed_the_latest_first_and_can_be_copied(tmp_path: Path) -> None:
    long = "The desk is open " + "every day " * 30 + "but Sunday"
    async with opened(write(tmp_path, community=PLAN), SMALL) as pilot:
        assert "Nothing was said yet." in await press(pilot, "M")
        await press(pilot, "escape", "2", "y")
        app_of(pilot).warn(long, "error")
        app_of(pilot).clear_notifications()
        text = await press(pilot, "M")
        lines = [line for line in text.splitlines() if "error    The desk" in line or "note     Copied desk" in line]
        assert ["error" in line for line in lines] == [True, False]
        assert "but Sunday" in text
        await press(pilot, "y")
        assert app_of(pilot).clipboard == long
        # What is said while the log is open comes in at the top; the cursor stays on its message.
        assert "Copied the message" in said(pilot)
        assert "but Sunday" in await settled(pilot)
        assert "error" not in await press(pilot, "M")


async def test_files_that_cannot_be_read_are_noted_once_and_when_they_can_again(tmp_path: Path) -> None:
    plan = write(tmp_path, community=PLAN, goals="[[goal]\n")
    async with opened(plan, LARGE) as pilot:
        assert said(pilot).count("community/goals.toml:1") == 1
        await press(pilot, "r")
        assert said(pilot).count("community/goals.toml:1") == 1
        (plan / "goals.toml").write_text("")
        await until(pilot, lambda: "community/goals.toml can be read again" in said(pilot))


async def test_hostile_words_in_the_log_stay_words(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=PLAN), LARGE) as pilot:
        app_of(pilot).warn("[bold]\x1b[2J[/nothing]\nsecond line")
        await press(pilot, "M")
        assert isinstance(pilot.app.screen, MessageLog)
        assert "[bold]" in screen_text(pilot)
        assert "\x1b" not in screen_text(pilot)


def said(pilot: Pilot[None]) -> str:
    return "\n".join(each.words for each in app_of(pilot).log_of_messages.sayings.latest_first)


def test_only_the_last_messages_are_kept() -> None:
    sayings = Sayings()
    for number in range(MOST + 20):
        sayings.note(f"message {number}", "information")
    assert len(sayings.latest_first) == MOST
    assert sayings.latest_first[0].words == f"message {MOST + 19}"
    assert sayings.forgotten == 20
