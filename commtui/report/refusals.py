"""Why an edit was not made, in words: each a message, and a hint or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.faults import Proposed, Teller
from commtui.checks.nearest import Nearest
from commtui.checks.words import described, listed, quoted
from commtui.model.kinds import BY_NAME
from commtui.report.values import flat
from commtui.store.errors import (
    ConflictError,
    DuplicateIdError,
    EditError,
    EditRefusedError,
    NotAMemberError,
    Reference,
    ReferredError,
    UnknownReferenceError,
)
from commtui.toml import KeyPath

Reason = tuple[str, str]
MOST_REFERENCES = 20
_FEW = 12


def reasons(error: EditError) -> list[Reason]:
    """What stands against an edit; the choices, where there are some."""
    match error:
        case UnknownReferenceError():
            return [_unknown(error)]
        case DuplicateIdError():
            return [(f"{error.reason}{f' ({error.where})' if error.where else ''}", "")]
        case NotAMemberError():
            held = listed(flat(each) for each in error.members) if error.members else "nothing"
            return [(f"{dotted(error.path)} does not hold {quoted(flat(error.value))}", f"it holds {held}")]
        case ReferredError():
            return list(_referring(error.references))
        case EditRefusedError() if error.faults:
            teller = Teller(Nearest())
            return [teller.tell(Proposed(error.kind, error.data), each) for each in error.faults]
        case ConflictError():
            return [_conflict(error)]
    return [(str(error), "")]


def dotted(path: KeyPath) -> str:
    """A path as people type it."""
    return ".".join(map(str, path))


def _field(path: KeyPath) -> str:
    """The field that a path leads to, whichever of its members is meant."""
    return dotted(path[:-1] if isinstance(path[-1], int) else path)


def _unknown(error: UnknownReferenceError) -> Reason:
    known = sorted(error.known)
    noun = BY_NAME[error.target].about.noun if error.target in BY_NAME else error.target
    within = f' on the ladder "{error.ladder}"' if error.ladder else ""
    message = f"{_field(error.path)} names no {noun}{within}: {quoted(error.value)}"
    listing = f"ladder {error.ladder}" if error.ladder else error.target
    otherwise = f"known: {', '.join(known)}" if len(known) <= _FEW else f"`commtui show {listing}` lists them"
    if not known:
        otherwise = f"there is no {noun} yet"
    return message, Nearest().hint(error.value, error.target, known, otherwise)


def _referring(references: tuple[Reference, ...]) -> Iterator[Reason]:
    for each in references[:MOST_REFERENCES]:
        yield f"{each.entry.where}: {_called(each)} names it in {_field(each.path)}", ""
    if len(references) > MOST_REFERENCES:
        yield f"and {len(references) - MOST_REFERENCES:,} more", ""


def _called(reference: Reference) -> str:
    kind = str(reference.entry.kind) if not hasattr(reference.entry, "record") else reference.entry.record.about.name
    id_ = reference.entry.data.get("id")
    return f"{BY_NAME[kind].about.noun} {quoted(id_)}" if isinstance(id_, str) else f"a {BY_NAME[kind].about.noun}"


def _conflict(error: ConflictError) -> Reason:
    if not error.path:
        return "someone else changed the record meanwhile", "look at it again"
    theirs = "took it away" if error.theirs is None else f"made it {_value(error.theirs)}"
    return f"someone else changed {dotted(error.path)} meanwhile, and {theirs}", "look at it again"


def _value(value: object) -> str:
    """A value in a few words, as far as that can be."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value)):
        return described(value)
    return quoted(flat(value)) if isinstance(value, str | list) else flat(value)
