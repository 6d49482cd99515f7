"""`commtui remove`: a record less."""

from __future__ import annotations

import click

from commtui.cli.failure import Failure
from commtui.cli.names import complete_id, complete_kind, kind_named, one_named
from commtui.cli.writing import Writing, carry_out, workspace_of, writes


@click.command
@click.argument("kind", shell_complete=complete_kind)
@click.argument("id", required=False, shell_complete=complete_id)
@click.option("--unlink", is_flag=True, help="Also take references to it out of other records, where they may go.")
@click.option("--cascade", is_flag=True, help="Also remove the records that cannot be without it.")
@writes
@click.pass_context
def command(
    context: click.Context, kind: str, id: str | None, *, unlink: bool, cascade: bool, writing: Writing
) -> None:
    """Remove the record of a KIND with this ID, and the comments glued to its header.

    A record that others name is not removed, and they are listed (exit code 1). A record without an id is named
    FILE:LINE, as `commtui show` shows it; `welcome` has no ID.
    """
    from commtui.store.edits import Referring, RemoveRecord

    model = kind_named(kind)
    if id is None and not model.about.single:
        raise Failure(f"which {model.about.noun}? commtui remove {model.about.name} ID")
    workspace = workspace_of(context)
    entry = one_named(workspace.snapshot, model, id)
    if entry is None:
        raise Failure(f"there is no [{model.about.name}]")
    referring = Referring.CASCADE if cascade else Referring.UNLINK if unlink else Referring.REFUSE
    carry_out(context, workspace, writing, RemoveRecord(entry, referring))
