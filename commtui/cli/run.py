"""Run the command; exit codes, and what is said when it fails, are decided here."""

from __future__ import annotations

import io
import os
import sys
import traceback

import click
from click.shell_completion import shell_complete

from commtui.cli.app import app
from commtui.cli.completing import COMPLETION

_COULD_NOT_RUN = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def run(arguments: list[str]) -> int:
    """Run `commtui` with these arguments, and give the exit code."""
    _never_fail_to_encode()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return not_written(error)
    return code


def not_written(error: OSError) -> int:
    """The exit code where the system refused something, after saying so; a reader who has left is no news."""
    _silence_stdout()
    if isinstance(error, BrokenPipeError):
        return _PIPE_CLOSED
    _tell(f"commtui: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    return _COULD_NOT_RUN


def _run(arguments: list[str]) -> int:
    # Not click's own `main`: it would say 1, "findings", where a pipe was closed.
    try:
        if instruction := os.environ.get(COMPLETION):
            return shell_complete(app, {}, "commtui", COMPLETION, instruction)
        with app.make_context("commtui", list(arguments)) as context:
            app.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        _tell(_explained(error))
        return _COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - a bug: the exit code must not say "findings"
        traceback.print_exc()
        _tell("commtui: this is a bug in commtui, not in your files")
        return _COULD_NOT_RUN
    return 0


def _explained(error: click.ClickException) -> str:
    """What click found wrong, with how the command is used; what was typed cannot harm the terminal."""
    from commtui.model.words import printable

    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return f"commtui: {printable(error.format_message())}"
    message = printable(error.format_message(), keep="\n\t")
    hint = f"Try '{context.command_path} {context.help_option_names[0]}' for help."
    return f"{context.get_usage()}\n{hint}\n\nError: {message}"


def _never_fail_to_encode() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Let what is still buffered go nowhere, so that Python does not complain at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(text: str) -> None:
    if sys.stderr is not None:
        click.echo(text, err=True)
