"""What the terminal can show."""

from __future__ import annotations

import os
import shutil
import sys

import click

from commtui.browser import DRIVER, DRIVER_VARIABLE
from commtui.cli.settings import Settings
from commtui.model.words import printable
from commtui.report.style import Style


def is_interactive() -> bool:
    """Whether the app can be shown: someone types, and sees more than a dumb terminal's lines, or has a browser."""
    return is_in_browser() or (
        _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    )


def is_in_browser() -> bool:
    """Whether whoever sees the app sees it in a browser."""
    return os.environ.get(DRIVER_VARIABLE) == DRIVER


def style_for_stdout(settings: Settings) -> Style:
    """Color only where it is seen, unless the environment says otherwise; as wide as the terminal."""
    terminal = _is_terminal(sys.stdout)
    columns = shutil.get_terminal_size().columns if terminal else None
    return Style(_wants_color(terminal), columns, settings.ascii or not _can_encode("✓│…"))


def say(text: str, style: Style) -> None:
    """Write data to stdout."""
    click.echo(text, color=style.color)


def narrate(text: str) -> None:
    """Write to stderr what is not data."""
    if text:
        click.echo(f"commtui: {printable(text)}", err=True)


def _wants_color(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and os.environ.get("TERM") != "dumb" and os.environ.get("CLICOLOR") != "0"


def _can_encode(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    try:
        return bool(isatty and isatty())
    except ValueError:
        # Closed already.
        return False
