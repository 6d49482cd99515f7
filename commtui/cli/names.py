"""Kinds and records as users name them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure, nearest
from commtui.cli.settings import settings_of

if TYPE_CHECKING:
    from commtui.model.person import Person
    from commtui.model.record import Record
    from commtui.store.snapshot import Entry, Rejected, Snapshot


def kind_named(name: str) -> type[Record]:
    """The kind by its name, in the singular or plural, with `-`, `_` or spaces.

    Raises:
        Failure: There is no such kind.
    """
    from commtui.model.kinds import BY_NAME

    known = {_plain(each): model for model in BY_NAME.values() for each in _names(model)}
    found = known.get(_plain(name))
    if found is None:
        kinds = list(BY_NAME)
        hint = nearest(_plain(name), kinds, f"the kinds are {', '.join(kinds)}")
        raise Failure(f'there is no kind "{name}"{hint}')
    return found


def entries_named(snapshot: Snapshot, model: type[Record], name: str) -> tuple[Entry[Record], ...]:
    """The records of a kind with this id, or the one that stands at this FILE:LINE.

    Raises:
        Failure: There is no such record.
    """
    about = model.about
    if about.single:
        raise Failure(f"there is one [{about.name}] only: it has no id")
    known = snapshot.of(model)
    found = tuple(each for each in known if getattr(each.record, "id", None) == name)
    if found:
        return found
    _refuse_rejected(snapshot, model, name)
    if place := re.fullmatch(r"(.+):([0-9]{1,9})", name):
        return (_entry_at(snapshot, model, place[1], int(place[2])),)
    if "id" not in model.model_fields:
        raise Failure(f'"{name}" is not FILE:LINE, which is how a {about.noun} is named')
    ids = [each.record.id for each in known if hasattr(each.record, "id")]
    raise Failure(f'there is no {about.noun} "{name}"{_unread(snapshot, name) or nearest(name, ids)}')


def one_named(snapshot: Snapshot, model: type[Record], name: str | None) -> Entry[Record] | None:
    """The one record that is meant: with this id, at this FILE:LINE, or the single table (None where there is none).

    Raises:
        Failure: There is no such record, there are several, or it has errors.
    """
    about = model.about
    if about.single:
        if name is not None:
            raise Failure(f"there is one [{about.name}] only: it has no id")
        _refuse_rejected(snapshot, model, None)
        return next(iter(snapshot.of(model)), None)
    if name is not None:
        _refuse_rejected(snapshot, model, name)
    found = entries_named(snapshot, model, name or "")
    if len(found) > 1:
        places = ", ".join(each.where for each in found)
        raise Failure(f'there are {len(found)} {about.nouns} "{name}": name one of {places}')
    return found[0]


def person_named(snapshot: Snapshot, name: str, otherwise: str = "") -> Person:
    """The person with this id, or `@login` on GitHub; `otherwise` is what helps where no name is near.

    Raises:
        Failure: There is nobody, or the record has errors.
    """
    from commtui.model.person import Person

    people = snapshot.records(Person)
    if name.startswith("@"):
        known = {f"@{each.github}": each for each in people if each.github is not None}
        found = next((each for login, each in known.items() if login.casefold() == name.casefold()), None)
        nobody = f'nobody in the plan is "{name}" on GitHub'
    else:
        known = {each.id: each for each in people}
        found, nobody = known.get(name), f'there is no person "{name}"'
    if found is not None:
        return found
    _refuse_rejected(snapshot, Person, name)
    raise Failure(f"{nobody}{_unread(snapshot, name.removeprefix('@')) or nearest(name, list(known), otherwise)}")


def _refuse_rejected(snapshot: Snapshot, model: type[Record], name: str | None) -> None:
    """Never say of a record with errors that it is not there; a person is named by `@login` too."""
    about = model.about
    for each in snapshot.rejected:
        data = each.data if isinstance(each.data, dict) else {}
        login = data.get("github") if about.name == "person" else None
        is_meant = name == data.get("id") or (
            name is not None and isinstance(login, str) and name.casefold() == f"@{login}".casefold()
        )
        if each.kind == about.name and (about.single or is_meant):
            raise Failure(f"the {about.noun} at {each.where} has errors: {_first_fault(each)}; see `commtui check`")


def _first_fault(rejected: Rejected) -> str:
    from commtui.checks.faults import Teller
    from commtui.checks.nearest import Nearest

    message, hint = Teller(Nearest()).tell(rejected, rejected.faults[0])
    return f"{message[:1].lower()}{message[1:]}{f' ({hint})' if hint else ''}"


def _unread(snapshot: Snapshot, id_: str) -> str:
    """That there may be one all the same, in a file that cannot be read; first the one whose text names it."""
    broken = sorted(snapshot.broken, key=lambda each: f'"{id_}"' not in each.text)
    if not broken:
        return ""
    more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
    return f" in what can be read, and {broken[0].name}{more} cannot be: see `commtui check`"


def _entry_at(snapshot: Snapshot, model: type[Record], file: str, line: int) -> Entry[Record]:
    """The record that the line belongs to."""
    from commtui.store.snapshot import Rejected

    found = snapshot.at(_name_of(snapshot, file), line)
    noun = model.about.noun
    if isinstance(found, Rejected) and found.kind == model.about.name:
        raise Failure(f"the {noun} at {file}:{line} has errors: {_first_fault(found)}; see `commtui check`")
    if found is None or isinstance(found, Rejected) or not isinstance(found.record, model):
        raise Failure(f"there is no {noun} at {file}:{line}")
    lines = len(found.file.content.text.removesuffix("\n").split("\n"))
    if line > lines:
        raise Failure(f"{file} has {lines:,} lines: there is no line {line}")
    return found


def _name_of(snapshot: Snapshot, file: str) -> str:
    """What a file is called in the community: it is named from there, or from the folder one is in."""
    names = {each.path: each.name for each in snapshot.files}
    path = Path(file)
    return file if file in names.values() else names.get(Path(os.path.realpath(path.parent), path.name), file)


def complete_kind(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The kinds that begin with what was typed."""
    from commtui.model.kinds import BY_NAME

    return [each for each in BY_NAME if each.startswith(typed)]


def complete_id(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of the kind that begin with what was typed."""
    try:
        model = kind_named(context.params.get("kind") or "")
        snapshot = settings_of(context).load()
    except Failure:
        return []
    names = [getattr(each.record, "id", None) or each.where for each in snapshot.of(model)]
    return [each for each in names if each.startswith(typed)]


def _names(model: type[Record]) -> tuple[str, ...]:
    about = model.about
    return about.name, f"{about.name}s", about.noun, f"{about.noun}s", about.nouns


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")
