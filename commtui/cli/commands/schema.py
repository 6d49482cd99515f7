"""`commtui schema`: the format as JSON Schema."""

from __future__ import annotations

from pathlib import Path

import click

from commtui.cli.names import complete_kind, kind_named
from commtui.cli.settings import refuse_read_only, settings_of
from commtui.cli.terminal import narrate


@click.command
@click.argument("kind", required=False, shell_complete=complete_kind)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas into this folder instead.",
)
@click.option("--format", "format_", type=click.Choice(["json", "text"]), default="json", show_default=True)
@click.pass_context
def command(context: click.Context, kind: str | None, folder: Path | None, format_: str) -> None:
    """Print the format of the files, as JSON Schema or as a list of fields to read.

    It is of any file of a community; with a KIND, of one that holds only such records.

    With `#:schema PATH-TO/community.schema.json` on a file's first line, editors complete and check as you type (Even
    Better TOML, tombi). What `commtui check` says goes further: no schema knows the other files.
    """
    from commtui.model.kinds import KINDS
    from commtui.model.schema import all_schemas, as_text, file_schema, kind_schema

    if format_ == "text":
        from commtui.report.fields import render

        models = KINDS if kind is None else (kind_named(kind),)
        click.echo("\n\n".join(map(render, models)), nl=False)
        return
    if folder is None:
        click.echo(as_text(file_schema() if kind is None else kind_schema(kind_named(kind))), nl=False)
        return
    refuse_read_only(settings_of(context))
    for name, schema in all_schemas().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
    narrate(f"wrote {len(all_schemas())} schemas into {folder}")
