"""Why a command could not run, in one line."""

from __future__ import annotations

from typing import IO, Any

import click

from commtui.report.words import printable


class Failure(click.ClickException):
    """What a user is told on one line of stderr; the exit code is 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line."""
        click.echo(f"commtui: {printable(self.message)}", file=file, err=file is None)


def nearest(wrong: str, known: list[str], otherwise: str = "") -> str:
    """`; did you mean "goal"?` for the nearest known word, or other words where none is near."""
    from commtui.checks.nearest import Nearest

    hint = Nearest().hint(wrong, "", known, otherwise)
    return f"; {hint}" if hint else ""
