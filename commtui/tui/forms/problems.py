"""What is wrong with what was typed, field by field and member by member; what is only odd is said too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from commtui.checks.faults import Proposed, Teller, category
from commtui.checks.nearest import Nearest
from commtui.checks.words import quoted
from commtui.model.kinds import BY_NAME
from commtui.model.words import plural
from commtui.store.load import faults
from commtui.store.snapshot import Fault
from commtui.toml import KeyPath
from commtui.tui.forms.fields import FormField, NotAValueError, Sort
from commtui.tui.forms.knowing import Named, names_in
from commtui.tui.forms.member import Member, kept

if TYPE_CHECKING:
    from commtui.tui.forms.draft import Draft

# So many ids are named where none is alike.
FEW = 6


@dataclass
class Problems:
    """What stands against saving, in words that follow the field's name; `members` by their places in the list.

    `odd` is what does not.
    """

    fields: dict[str, str] = field(default_factory=dict)
    members: dict[str, dict[int, str]] = field(default_factory=dict)
    odd: dict[str, str] = field(default_factory=dict)

    def add(self, path: KeyPath, words: str, member: int | None = None) -> None:
        """Note a problem; the first of each field and of each member stays."""
        name = str(path[0])
        self.fields.setdefault(name, words)
        if member is not None:
            self.members.setdefault(name, {}).setdefault(member, words)


def problems_of(draft: Draft, names: set[str]) -> Problems:
    """What is wrong with these fields of a draft."""
    found = Problems()
    nearest = Nearest()
    for path, words in _each(draft, names, nearest):
        found.add(path, words, _member(draft, path))
    for name, words in _odd(draft, names - found.fields.keys(), nearest):
        found.odd.setdefault(name, words)
    return found


def words_of(draft: Draft, fault: Fault, nearest: Nearest) -> str:
    """A fault of the table of a draft in words that follow the name of the field, or name what is within it."""
    if category(fault) == "missing-field":
        return "cannot be empty" if len(fault.path) == 1 else f"needs {quoted(str(fault.path[-1]))}"
    path = (*draft.at, *fault.path)
    placed = Fault(fault.type, path, fault.message, fault.context, fault.value)
    told = Teller(nearest).tell(Proposed(draft.kind, _wrapped(draft.at, draft.data())), placed)[0]
    return told.removeprefix(f"{quoted(str(fault.path[0]))} ") if len(fault.path) == 1 else told


def _each(draft: Draft, names: set[str], nearest: Nearest) -> Iterator[tuple[KeyPath, str]]:
    """The path in the table and the words of each problem."""
    unread: set[str] = set()
    for name in draft.fields:
        if name in names and (words := _unread(draft, draft.fields[name])):
            unread.add(name)
            yield (name,), words
    for fault in _faults(draft):
        name = str(fault.path[0])
        if name in names and name not in unread:
            yield fault.path, words_of(draft, fault, nearest)
    yield from _ids(draft, names)
    old = {(each.ref.kind, each.id, each.ladder) for each in names_in(draft.model, draft.base.values)}
    for named in names_in(draft.model, draft.values()):
        # What was wrong before may stay wrong, but a rung may have gone only now.
        was_known = (named.ref.kind, named.id, named.ladder) not in old or named.ref.kind == "rung"
        if named.path[0] in names and was_known and not named.ref.open and not _is_known(draft, named):
            yield named.path, _unknown(draft, named, nearest)
    yield from _rungs_that_are_held(draft, names)


def _unread(draft: Draft, field_: FormField) -> str:
    """Why what was typed is no value."""
    try:
        value = field_.value(draft.raw(field_.name), draft.world.calendar)
    except NotAValueError as error:
        return str(error)
    return "cannot be empty" if value is None and field_.required else ""


def _faults(draft: Draft) -> list[Fault]:
    try:
        draft.model.model_validate(draft.data())
    except ValidationError as error:
        return list(faults(error))
    return []


def _ids(draft: Draft, names: set[str]) -> Iterator[tuple[KeyPath, str]]:
    id_ = str(draft.raw("id") or "").strip() if "id" in draft.fields else ""
    if "id" in names and id_ in draft.taken_ids:
        noun = BY_NAME[draft.kind].about.noun if draft.above is None else "one"
        yield ("id",), f"is taken: there is {'a ' if draft.above is None else ''}{noun} {quoted(id_)} already"
    if "rung" not in names or draft.kind != "ladder" or draft.above is not None or draft.base.entry is None:
        return
    before = [str(each.get("id", "")) for each in draft.base.entry.data.get("rung", ())]
    rungs = kept(draft.members("rung"))
    for index, each in enumerate(rungs):
        now, was = each.values.get("id"), before[each.origin] if each.origin is not None else None
        if now != was and now in before and any(one is not each and _was(one, before) == now for one in rungs):
            yield ("rung", index, "id"), f"{quoted(str(now))} was the id of another rung until now: save that first"


def _was(member: Member, ids: list[str]) -> str | None:
    return ids[member.origin] if member.origin is not None else None


def _is_known(draft: Draft, named: Named) -> bool:
    if named.ref.kind == "rung":
        if named.ref.within is None:
            return any(each.id == named.id for each in draft.root.rungs)
        known = draft.world.rungs_of(named.ladder or "")
        # A ladder that is not there, or has faults, is told by itself.
        return not known or any(each.id == named.id for each in known)
    known = draft.world.candidates(named.ref)
    return any(each.id == named.id for each in known) or draft.world.may_hold(named.id)


def _unknown(draft: Draft, named: Named, nearest: Nearest) -> str:
    """Why a reference names nothing."""
    kind = named.ref.kind
    noun = BY_NAME[kind].about.noun if kind in BY_NAME else kind
    within = kind == "rung" and named.ref.within is not None
    candidates = draft.world.rungs_of(named.ladder or "") if within else draft.known(named.ref)
    known = [each.id for each in candidates]
    some = f"; known: {', '.join(known)}" if 0 < len(known) <= FEW else ""
    hint = nearest.hint(named.id, f"{kind} {named.ladder}", known)
    return f"names no {noun} {quoted(named.id)}" + (f"; {hint}" if hint else some)


def _odd(draft: Draft, names: Iterable[str], nearest: Nearest) -> Iterator[tuple[str, str]]:
    """References that may name what others know."""
    wanted = set(names)
    for named in names_in(draft.model, draft.values()):
        name = str(named.path[0])
        if name not in wanted or not named.ref.open or _is_known(draft, named):
            continue
        noun = BY_NAME[named.ref.kind].about.noun if named.ref.kind in BY_NAME else named.ref.kind
        hint = nearest.hint(named.id, named.ref.kind, [each.id for each in draft.known(named.ref)])
        yield name, f"{quoted(named.id)} is no {noun} that is known here{f'; {hint}' if hint else ''}"


def _rungs_that_are_held(draft: Draft, names: set[str]) -> Iterator[tuple[KeyPath, str]]:
    """Rungs that were taken out while other records name them."""
    entry = draft.base.entry
    if "rung" not in names or draft.kind != "ladder" or draft.above is not None or entry is None:
        return
    staying = {each.values.get("id") for each in kept(draft.members("rung"))}
    for each in draft.members("rung"):
        if not each.removed or each.origin is None or each.values.get("id") in staying:
            continue
        id_ = str(entry.data["rung"][each.origin].get("id", ""))
        naming = [one for one in draft.world.workspace.references_to(entry, id_) if one.entry.data is not entry.data]
        if naming:
            count = plural(len(naming), "other record names", "other records name")
            yield ("rung",), f"{quoted(id_)} cannot go: {count} it ({naming[0].entry.where})"


def _member(draft: Draft, path: KeyPath) -> int | None:
    """The place of the member that a path leads into, counting those that were taken out."""
    name, place = path[0], path[1] if len(path) > 1 else None
    if draft.fields[str(name)].sort is not Sort.TABLES or not isinstance(place, int):
        return 0 if draft.fields[str(name)].sort is Sort.TABLE else None
    staying = [index for index, each in enumerate(draft.members(str(name))) if not each.removed]
    return staying[place] if place < len(staying) else None


def _wrapped(at: KeyPath, data: Any) -> Any:  # noqa: ANN401 - any TOML
    """Data as it stands at a path."""
    for step in reversed(at):
        data = {step: data} if isinstance(step, str) else [*([{}] * step), data]
    return data
