"""`commtui keys`: every action of the app with its keys, after the user's keymap."""

from __future__ import annotations

import os

import click

from commtui.cli.settings import settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout


@click.command
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", help="How it is written."
)
@click.pass_context
def command(context: click.Context, format_: str) -> None:
    """List the app's actions and their keys, with what your keymap changes.

    The ids are those that [keymap] of your settings file takes: "goals.later" = "x", or "" for no key.
    """
    from commtui.report.as_json import to_json
    from commtui.tui import key_tables
    from commtui.tui.setup import setup_of

    settings = settings_of(context)
    style = style_for_stdout(settings)
    setup = setup_of(os.environ, settings.of_app)
    problems = [str(each) for each in setup.problems if each.key.startswith("keymap")]
    if format_ == "json":
        say(to_json({"actions": key_tables.as_data(setup.keymap), "problems": problems}), style)
        return
    if format_ == "markdown":
        say(key_tables.as_markdown(setup.keymap).rstrip("\n"), style)
    else:
        say(key_tables.as_text(setup.keymap, ascii_only=style.ascii_only), style)
    for each in problems:
        narrate(each)
