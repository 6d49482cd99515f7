"""Why a command could not run, in one line."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """What a user is told on one line of stderr; the exit code is 2."""

    exit_code = 2


def nearest(wrong: str, known: list[str], otherwise: str = "") -> str:
    """`; did you mean "goal"?` for the nearest known word, or other words where none is near."""
    from commtui.checks.nearest import Nearest

    hint = Nearest().hint(wrong, "", known, otherwise)
    return f"; {hint}" if hint else ""
