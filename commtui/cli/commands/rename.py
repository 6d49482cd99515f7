"""`commtui rename`: another id, and every reference follows."""

from __future__ import annotations

import click

from commtui.cli.failure import Failure, nearest
from commtui.cli.names import complete_id, complete_kind, kind_named, one_named
from commtui.cli.writing import Writing, carry_out, workspace_of, writes


@click.command
@click.argument("kind", shell_complete=complete_kind)
@click.argument("id", shell_complete=complete_id)
@click.argument("new")
@click.option("--rung", help="Rename this rung of the ladder, not the ladder.")
@writes
@click.pass_context
def command(context: click.Context, kind: str, id: str, new: str, rung: str | None, writing: Writing) -> None:
    """Give the record of a KIND with this ID the id NEW.

    Every reference follows, and so does the name of a file of its own; all of it is one edit.
    """
    from commtui.store.edits import RenameId

    model = kind_named(kind)
    if "id" not in model.model_fields:
        raise Failure(f"a {model.about.noun} has no id")
    if rung is not None and model.about.name != "ladder":
        raise Failure("only a ladder has rungs")
    workspace = workspace_of(context)
    entry = one_named(workspace.snapshot, model, id)
    if entry is None:
        raise Failure(f'there is no {model.about.noun} "{id}"')
    rungs = [each.id for each in getattr(entry.record, "rung", ())]
    if rung is not None and rung not in rungs:
        hint = nearest(rung, rungs, f"known: {', '.join(rungs)}" if rungs else "it has none")
        raise Failure(f'the ladder "{id}" has no rung "{rung}"{hint}')
    carry_out(context, workspace, writing, RenameId(entry, new, rung))
