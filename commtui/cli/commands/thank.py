"""`commtui thank`: a recognition for each of several people."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from commtui.cli.failure import Failure
from commtui.cli.names import person_named
from commtui.cli.settings import Day, settings_of
from commtui.cli.writing import Writing, carry_out, workspace_of, writes

if TYPE_CHECKING:
    from commtui.store.snapshot import Snapshot


def complete_person(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of people that begin with what was typed."""
    from commtui.model.person import Person

    try:
        people = settings_of(context).load().records(Person)
    except Failure:
        return []
    return [each.id for each in people if each.id.startswith(typed)]


@click.command
@click.argument("words", nargs=-1, required=True, metavar="PERSON... [REASON]", shell_complete=complete_person)
@click.option("--kind", "kinds", multiple=True, help="What for: doc, review, code, ...; several times.  [required]")
@click.option("--reason", help="What for, in words; also as the last argument.")
@click.option("--link", "links", multiple=True, metavar="URL", help="Where to see what was done; several times.")
@click.option("--by", "given_by", metavar="PERSON", help="Who says thanks.")
@click.option("--goal", metavar="ID", help="The goal that it helped.")
@click.option("--award", help="A badge, a prize, a present.")
@click.option("--date", "day", type=Day(), help="When.  [default: today]")
@writes
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    reason: str | None,
    links: tuple[str, ...],
    given_by: str | None,
    goal: str | None,
    award: str | None,
    day: date | None,
    writing: Writing,
) -> None:
    """Thank people: commtui thank ana bob --kind doc "for the guide that newcomers read".

    A PERSON is an id of the plan, or @login for who has that name on GitHub. Each gets a recognition of their own, in a
    file of its own; all are one edit.
    """
    from commtui.store.edits import AddRecord

    workspace = workspace_of(context)
    snapshot = workspace.snapshot
    if not kinds:
        raise click.UsageError(f"Missing option '--kind'. There are {', '.join(_kinds(snapshot))}.", context)
    people, last = _people(snapshot, words)
    if reason is not None and last is not None:
        raise Failure(f'two reasons: "{reason}" and "{last}"')
    common = {
        "kinds": list(dict.fromkeys(kinds)),
        "date": day or settings_of(context).day(snapshot),
        "reason": reason if reason is not None else last,
        "links": list(links) or None,
        "given_by": _person(snapshot, given_by) if given_by is not None else None,
        "goal": goal,
        "award": award,
    }
    data: dict[str, Any] = {name: value for name, value in common.items() if value is not None}
    carry_out(context, workspace, writing, *(AddRecord("recognition", {"person": each, **data}) for each in people))


def _kinds(snapshot: Snapshot) -> list[str]:
    """What thanks can be for: the plan's own kinds, and after them those that all know."""
    from commtui.model.recognition import CONTRIBUTION_TYPES, RecognitionKind

    own = [each.id for each in snapshot.records(RecognitionKind)]
    return list(dict.fromkeys((*own, *sorted(CONTRIBUTION_TYPES, key=str.casefold))))


def _people(snapshot: Snapshot, words: Sequence[str]) -> tuple[list[str], str | None]:
    """The ids of the people, and the reason where it is the last word: nobody's id has a space in it."""
    last = words[-1] if any(each.isspace() for each in words[-1]) else None
    named = words if last is None else words[:-1]
    if not named:
        raise Failure("whom? commtui thank PERSON... --kind KIND REASON")
    if "" in words:
        raise Failure('"" is neither a person nor a reason')
    one_word = f"if it is the reason: --reason {shlex.quote(words[-1])}" if len(words) > 1 else ""
    found = [_person(snapshot, each, one_word if each is words[-1] else "") for each in named]
    return list(dict.fromkeys(found)), last


def _person(snapshot: Snapshot, name: str, otherwise: str = "") -> str:
    if name.startswith("@"):
        return person_named(snapshot, name).id
    # Who is in a file or a record with errors is refused, or not, where the edit is made.
    if snapshot.broken or any(each.kind == "person" for each in snapshot.rejected):
        return name
    add = f'add them: commtui add person {shlex.quote(f"id={name}")} name="..."'
    return person_named(snapshot, name, otherwise or add).id
