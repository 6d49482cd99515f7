"""However the app ends or pauses, the terminal is as before, and what was typed is kept."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commtui import demo

if sys.platform == "win32":
    pytest.skip("there are no such terminals", allow_module_level=True)

from tests.tui.terminals import Terminal, terminal

PAINTED = b"Needs attention"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Terminal]:
    """The app on the demo, painted."""
    editor = tmp_path / "editor"
    # As `code --wait` does, it leaves ctrl+c to whoever else is at the terminal.
    editor.write_text("#!/bin/sh\ntrap '' INT\nkill -INT $PPID 0\necho edited\n")
    editor.chmod(0o700)
    environment = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "EDITOR": str(editor)}
    arguments = ("--dir", str(demo.path()), "--today", demo.AS_OF.isoformat(), "--no-mouse")
    with terminal(*arguments, environment=environment, cwd=tmp_path) as found:
        found.until(PAINTED)
        yield found


def kept(tmp_path: Path) -> list[str]:
    """The ends of the names of what was kept."""
    return sorted(each.name.rpartition("-")[2].lstrip("0123456789") for each in tmp_path.glob("state/commtui/log/*"))


def test_a_fault_restores_the_terminal_and_says_in_two_lines_where_all_is(app: Terminal, tmp_path: Path) -> None:
    # In an editor, ctrl+c ends nothing of ours.
    app.type(b"E")
    app.until(b"edited")
    app.until(PAINTED)
    app.type(b"T")
    code, said = app.end()
    assert code == 2
    assert app.is_restored
    first, second = said.split("\r\n")[:2]
    assert first.endswith("commtui: this is a bug in commtui, not in your files: whatever was saved is whole")
    assert str(tmp_path / "state") in second
    assert "what you typed and had not saved is in" in second
    assert kept(tmp_path) == [".log", "unsaved.txt"]
    assert b"Traceback" not in app.written
    # The mouse was never asked for.
    assert b"\x1b[?1003h" not in app.written


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_restores_the_terminal_and_keeps_what_was_typed(app: Terminal, tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    app.process.send_signal(number)
    code, said = app.end()
    assert code == 128 + number
    assert app.is_restored
    assert "what you typed and had not saved is in" in said
    assert kept(tmp_path) == ["unsaved.txt"]


def test_when_the_terminal_is_closed_the_app_ends_and_keeps_what_was_typed(app: Terminal, tmp_path: Path) -> None:
    assert app.hang_up() == 128 + signal.SIGHUP
    assert kept(tmp_path) == ["unsaved.txt"]


def test_suspended_the_terminal_is_as_before_and_back_all_is_drawn_anew(app: Terminal) -> None:
    for how in ("by a key", "by a signal"):
        if how == "by a key":
            app.type(b"\x1bz")
        else:
            app.process.send_signal(signal.SIGTSTP)
        app.until_stopped()
        assert app.is_restored
        app.process.send_signal(signal.SIGCONT)
        app.until(PAINTED)
        assert not app.is_restored
    app.type(b"q")
    assert app.end()[0] == 0
    assert app.is_restored
