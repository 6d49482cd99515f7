"""`commtui show`: the records, as they are."""

from __future__ import annotations

import click

from commtui.cli.failure import Failure
from commtui.cli.names import complete_id, complete_kind, entries_named, kind_named
from commtui.cli.settings import settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout

FORMATS = ("text", "json", "markdown")


@click.command
@click.argument("kind", required=False, shell_complete=complete_kind)
@click.argument("id", required=False, shell_complete=complete_id)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How records are written.")
@click.pass_context
def command(context: click.Context, kind: str | None, id: str | None, format_: str) -> None:
    """Show records: all, those of a KIND, or one by its ID.

    A record without an id (standing, recognition, measurement) is named FILE:LINE, as the list shows it; any line
    inside the record will do.

    text: a list in the order of the files, or one record in full.

    json: {"KIND": [records]} with what the files hold, and no defaults filled in; a single table (or null) for
    community and welcome. It does not depend on how the plan is split into files: records are sorted by id, the others
    by date and person, by person and rung, by metric and period.

    markdown: safe to publish; people with `listed = false` are left out.
    """
    from importlib import import_module

    from commtui.report.records.selection import Selection
    from commtui.report.records.text import note_on_rejected

    settings = settings_of(context)
    model = kind_named(kind) if kind is not None else None
    selection = Selection.everything(settings.load())
    if model is not None:
        entries = selection.snapshot.of(model) if id is None else entries_named(selection.snapshot, model, id)
        selection = Selection(selection.snapshot, {model.about.name: entries}, single=id is not None)
    style = style_for_stdout(settings)
    output = import_module(f"commtui.report.records.{format_}").render(selection, style)
    if id is not None and not output:
        raise Failure(f'"{id}" is about a person who is not listed, and is never published')
    if output:
        say(output, style)
    narrate(note_on_rejected(selection))
