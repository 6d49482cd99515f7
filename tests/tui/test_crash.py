"""What is kept when the app cannot go on."""

from __future__ import annotations

import errno
import os
import signal
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from commtui import demo
from commtui.tui import crash
from commtui.tui.app import CommtuiApp
from commtui.tui.deeds.panels import Panels
from commtui.tui.ending import Ending
from tests.tui.driving import app_of, opened


class Form:
    """A screen that holds text which is in no file."""

    def __init__(self, text: str) -> None:
        self.text = text

    def unsaved_text(self) -> str:
        if self.text == "broken":
            raise ValueError(self.text)
        return self.text


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that crashes are logged in."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return crash.folder()


def fault(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_the_fault_and_what_was_typed_are_kept_for_their_owner_only(logs: Path) -> None:
    kept = crash.keep(fault("boom"), [object(), Form("title = half a thought"), Form("broken"), Form(" ")])
    assert kept.log is not None
    assert kept.unsaved is not None
    assert kept.unsaved.read_text(encoding="utf-8") == "title = half a thought\n"
    text = kept.log.read_text(encoding="utf-8")
    assert "ValueError: boom" in text
    assert "half a thought" not in text
    assert {stat.S_IMODE(each.stat().st_mode) for each in logs.iterdir()} == {0o600}
    assert stat.S_IMODE(logs.stat().st_mode) == 0o700
    assert [str(kept.unsaved) in kept.words[0], str(kept.log) in kept.words[1]] == [True, True]


def test_where_nothing_was_typed_and_nothing_failed_nothing_is_written(logs: Path) -> None:
    assert crash.keep(None, [Form("")]) == crash.Kept()
    assert not logs.exists()


def test_the_last_ten_are_kept_and_foreign_files_stay(logs: Path) -> None:
    logs.mkdir(parents=True)
    for number in range(14):
        for end in (crash.LOG, crash.UNSAVED):
            (logs / f"commtui-20260101T0000{number:02}-1{end}").touch()
    (logs / "notes.txt").touch()
    crash.keep(fault("boom"), [])
    assert len(list(logs.glob("*.log"))) == crash.KEPT
    assert len(list(logs.glob("*-unsaved.txt"))) == crash.KEPT - 1
    assert (logs / "notes.txt").exists()


def test_text_that_is_no_text_is_kept_all_the_same() -> None:
    kept = crash.keep(None, [Form("a\ud800b")])
    assert kept.unsaved is not None
    assert kept.unsaved.read_text(encoding="utf-8") == "a\\ud800b\n"


def test_where_the_folder_cannot_be_written_another_is_taken(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.parent.parent.mkdir(parents=True, exist_ok=True)
    logs.parent.write_text("a file in its place")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "other"))
    kept = crash.keep(fault("boom"), [])
    assert kept.log is not None
    assert kept.log.is_relative_to(tmp_path / "other")
    (tmp_path / "other").rename(tmp_path / "gone")
    (tmp_path / "other").write_text("a file here too")
    assert crash.keep(fault("boom"), [Form("x")]) == crash.Kept()


@pytest.mark.parametrize(("refused", "written"), [(crash.LOG, crash.UNSAVED), (crash.UNSAVED, crash.LOG)])
def test_where_one_of_both_cannot_be_written_the_other_is_told(
    refused: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: os.PathLike[str], *arguments: int) -> int:
        if str(path).endswith(refused):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", full)
    kept = crash.keep(fault("boom"), [Form("half a thought")])
    assert [str(each) for each in kept if each is not None] == [kept.words[0].rpartition(" is in ")[2]]
    assert kept.words[0].endswith(written)


def test_where_two_ends_meet_what_was_typed_is_kept_once_and_told_by_both(logs: Path) -> None:
    app = SimpleNamespace(screen_stack=[Form("typed")], reviewing=Form(""), exit=lambda: None, is_web=True)
    ending = Ending(cast("CommtuiApp", app))
    ending.by_loss()
    ending.by_loss()
    ending.by_signal(signal.SIGTERM)
    assert ending.kept.unsaved in list(logs.iterdir())
    ending.by_error(fault("later"))
    assert len(list(logs.iterdir())) == 2
    assert None not in ending.kept


async def test_a_fault_anywhere_in_the_app_is_kept_before_its_screens_are_gone(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(self: Panels) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(Panels, "act_help", boom)
    apps: list[CommtuiApp] = []

    async def crash_it() -> None:
        async with opened(demo.path()) as pilot:
            apps.append(app_of(pilot))
            monkeypatch.setattr(apps[0].main, "unsaved_text", lambda: "half a thought", raising=False)
            apps[0].reviewing.typed = "Desk: a message"
            await pilot.press("question_mark")

    with pytest.raises(ValueError, match="boom"):
        await crash_it()
    kept = apps[0].ending.kept
    assert kept.log is not None
    assert kept.unsaved is not None
    assert kept.unsaved.read_text() == "half a thought\n\n\nDesk: a message\n"
    assert {*logs.iterdir()} == {kept.log, kept.unsaved}
