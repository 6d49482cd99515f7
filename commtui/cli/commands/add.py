"""`commtui add`: a new record."""

from __future__ import annotations

from pathlib import Path

import click

from commtui.cli.failure import Failure
from commtui.cli.names import complete_kind, kind_named, one_named
from commtui.cli.writing import Writing, carry_out, workspace_of, writes


@click.command
@click.argument("kind", shell_complete=complete_kind)
@click.argument("assignments", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--file", type=click.Path(path_type=Path), help="Put it into this file instead of its own place.")
@writes
@click.pass_context
def command(
    context: click.Context, kind: str, assignments: tuple[str, ...], file: Path | None, writing: Writing
) -> None:
    """Add a record of a KIND.

    A text is taken as it is, anything else as TOML: 'owners=["ana"]', listed=false, date=2026-03-31. A field of a table
    within has a path: key_result.0.title="Half of them return". `commtui schema KIND --format text` lists the fields.

    It goes to the place that the kind has in a community; an id or a reference that would break is refused.
    """
    from commtui.cli.wishes import data_of
    from commtui.store.edits import AddRecord

    model = kind_named(kind)
    workspace = workspace_of(context)
    if model.about.single and (there := one_named(workspace.snapshot, model, None)) is not None:
        name = model.about.name
        raise Failure(f"there is a [{name}] already ({there.where}): commtui set {name} FIELD=VALUE changes it")
    data = data_of(model, assignments)
    place = _absolute(file) if file is not None else None
    carry_out(context, workspace, writing, AddRecord(model.about.name, data, place))


def _absolute(path: Path) -> Path:
    import os

    return Path(os.path.realpath(path.parent), path.name)
