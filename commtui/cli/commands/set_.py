"""`commtui set`: other values in a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.names import complete_id, complete_kind, kind_named, one_named
from commtui.cli.terminal import narrate
from commtui.cli.writing import Writing, carry_out, workspace_of, writes

if TYPE_CHECKING:
    from commtui.model.record import Record
    from commtui.store.edits import Edit
    from commtui.store.snapshot import Entry


@click.command
@click.argument("kind", shell_complete=complete_kind)
@click.argument("words", nargs=-1, metavar="[ID] FIELD=VALUE...", shell_complete=complete_id)
@click.option("--unset", multiple=True, metavar="FIELD", help="Take a field, or a member such as key_result.0, away.")
@writes
@click.pass_context
def command(
    context: click.Context, kind: str, words: tuple[str, ...], unset: tuple[str, ...], writing: Writing
) -> None:
    """Change fields of the record of a KIND with this ID.

    \b
    status=active                    a text is taken as it is
    'owners=["ana"]'  listed=false   anything else is TOML, in quotes for the shell
    owners+=ana       tags-=docs     one more or less in a list
    key_result.0.score=0.7           in the first key result: places are counted from 0
    key_result.2.title=Third         the place behind the last adds one
    rung.reviewer.title=Approver     or by its id

    `community` and `welcome` have no ID. A record without an id (standing, recognition, measurement) is named
    FILE:LINE, as `commtui show` shows it.

    Only the bytes of the values change. A changed id takes all references along, and an equal value writes nothing.
    """
    from commtui.cli.wishes import data_of, edits_of
    from commtui.store.edits import AddRecord

    model = kind_named(kind)
    about = model.about
    if not about.single and (not words or _is_assignment(words[0], model)):
        raise Failure(f"which {about.noun}? name it before the fields: commtui set {about.name} ID FIELD=VALUE")
    workspace = workspace_of(context)
    assignments = words if about.single else words[1:]
    if not assignments and not unset:
        raise Failure("nothing to do: name a FIELD=VALUE, or --unset FIELD")
    entry = one_named(workspace.snapshot, model, None if about.single else words[0])
    if entry is not None:
        edits = edits_of(entry, assignments, unset)
    else:
        edits = [AddRecord(about.name, data_of(model, assignments))] if assignments else []
    carry_out(context, workspace, writing, *edits)
    if entry is not None:
        _tell_added(entry, edits)


def _tell_added(entry: Entry[Record], edits: Sequence[Edit]) -> None:
    """Say which places are new: who counts from 1 meant another one."""
    from commtui.store.edits import AddMember
    from commtui.store.locate import value_at

    for path in dict.fromkeys(each.path for each in edits if isinstance(each, AddMember)):
        before = len(value_at(entry.data, path) or ())
        for place in range(before, before + sum(isinstance(each, AddMember) and each.path == path for each in edits)):
            name = ".".join(map(str, (*path, place)))
            narrate(f"added {name}, which was not there before: places are counted from 0")


def _is_assignment(word: str, model: type[Record]) -> bool:
    """Whether this is FIELD=VALUE where the ID of a record should be; a record's file may have a `=` in its name."""
    name, sign, _ = word.partition("=")
    return bool(sign) and name.partition(".")[0].rstrip("+-") in model.model_fields
