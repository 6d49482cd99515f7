"""A table while it is edited: what was typed, what of it is new, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from commtui.model.record import Record, Table
from commtui.model.reference import Ref
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath
from commtui.toml.same import same
from commtui.tui.forms.fields import NESTED, FormField, NotAValueError, Raw, Sort, form_fields, name_field
from commtui.tui.forms.ids import proposed
from commtui.tui.forms.knowing import Candidate, World, with_rungs
from commtui.tui.forms.member import Member, kept, to_data, values_of, with_origins
from commtui.tui.forms.problems import Problems, problems_of


@dataclass(frozen=True)
class Above:
    """Where a nested table stands: in which draft, as what, and at which place among all that are or were there."""

    draft: Draft
    field: FormField
    index: int


@dataclass
class Base:
    """What a table holds in the file; `entry` is its record there, None where there is none (yet)."""

    values: Mapping[str, Any]
    entry: Entry[Any] | None = None


@dataclass(frozen=True)
class Lost:
    """What a draft had of a record that is not there any more: what was in the file, and the conflicts by then."""

    base: Base
    conflicts: Mapping[str, Any]


@dataclass
class Followed:
    """What others changed meanwhile: the fields that were taken over, and those that were changed here too."""

    taken: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)


class Draft:
    """The fields of a record or of a nested table as they are being edited.

    `base` is what is in the file, `start` what the form opened with. `conflicts` has the fields that others changed
    meanwhile and that were changed here too, each with its value from before.
    """

    def __init__(
        self,
        world: World,
        model: type[Table],
        base: Base,
        start: Mapping[str, Any] | None = None,
        above: Above | None = None,
    ) -> None:
        self.world = world
        self.model = model
        self.base = base
        self.above = above
        self.fields = {each.name: each for each in form_fields(model)}
        self.conflicts: dict[str, Any] = {}
        self.pinned: str | None = None
        self._before = self._raws(base.values)
        self._now = self._raws(base.values if start is None else start)
        self._called = name_field(model)
        # An id is proposed as long as nobody typed one.
        self._proposing = "id" in self.fields and self._called is not None and not base.values.get("id")
        if self._proposing and not self._now["id"]:
            self._propose()
        self._start = dict(self._now)

    @property
    def is_new(self) -> bool:
        """Whether there is no such record yet."""
        return self.above is None and self.base.entry is None

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.above.draft.kind if self.above is not None else cast("type[Record]", self.model).about.name

    @property
    def root(self) -> Draft:
        """The draft of the record."""
        return self.above.draft.root if self.above is not None else self

    @property
    def at(self) -> KeyPath:
        """The path of the table in its record."""
        if self.above is None:
            return ()
        above = self.above
        path = (*above.draft.at, above.field.name)
        if above.field.sort is Sort.TABLE:
            return path
        members = above.draft.members(above.field.name)
        return (*path, len(kept(members[: above.index])))

    def raw(self, name: str) -> Raw:
        """What the form holds for a field."""
        return self._now[name]

    def raw_text(self, name: str) -> str:
        """What is typed into a field of text; empty where there is no such field."""
        raw = self._now.get(name)
        return raw if isinstance(raw, str) else ""

    def put(self, name: str, raw: Raw) -> list[str]:
        """Take what was typed into a field; the other fields that follow from it."""
        if self._now[name] == raw:
            return []
        self._now[name] = raw
        if name == "id" and self._called is not None:
            self._proposing = self._proposing and not raw
        if name == self._called and self._proposing:
            self._propose()
            return ["id"]
        return []

    def members(self, name: str) -> tuple[Member, ...]:
        """The nested tables of a field, those that were taken out included."""
        raw = self._now[name]
        if isinstance(raw, Member):
            return (raw,)
        return tuple(each for each in raw if isinstance(each, Member)) if isinstance(raw, tuple) else ()

    def put_members(self, name: str, members: Sequence[Member]) -> None:
        """Give a field these nested tables; references to a rung whose id changed in them follow."""
        old, new = self.members(name), tuple(members)
        is_list = self.fields[name].sort is Sort.TABLES
        self._now[name] = new if is_list else new[0] if new else None
        if self.kind != "ladder" or self.above is not None or name != "rung" or len(old) != len(new):
            return
        ids = {
            str(before.values["id"]): str(now.values["id"])
            for before, now in zip(old, new, strict=True)
            if before.values.get("id") and now.values.get("id") and before.values["id"] != now.values["id"]
        }
        if len(ids) == 1:
            followed = with_rungs(self.model, {each: self._now[each] for each in self.fields if self._nests(each)}, ids)
            self._now.update(followed)

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that hold something else than the file."""
        return tuple(name for name in self._now if self._differs(name, self._before[name]))

    @property
    def touched(self) -> tuple[str, ...]:
        """The fields that hold something else than the form opened with."""
        return tuple(name for name in self._now if self._differs(name, self._start[name]))

    def values(self) -> dict[str, Any]:
        """What the table is to hold, members in the place of nested tables; fields that hold no value stay out."""
        changed = set(self.changed)
        found: dict[str, Any] = {}
        names = [*self.base.values, *(name for name in self.model.model_fields if name not in self.base.values)]
        for name in names:
            value = self._value(name) if name in changed else self.base.values.get(name)
            if to_data(value) is not None:
                found[name] = value
        return found

    def data(self) -> dict[str, Any]:
        """What the table is to hold, as TOML."""
        return {name: to_data(value) for name, value in self.values().items()}

    def problems(self, every: bool = False) -> Problems:
        """What is wrong with what was changed; with `every`, also that something is missing where nobody was yet."""
        return problems_of(self, set(self.fields if every else self.changed))

    def known(self, ref: Ref) -> tuple[Candidate, ...]:
        """All that a reference may name, as this draft is now."""
        if ref.kind != "rung":
            return self.world.candidates(ref)
        if ref.within is not None:
            return self.world.rungs_of(str(self._now.get(ref.within) or ""))
        return self.root.rungs

    @property
    def rungs(self) -> tuple[Candidate, ...]:
        """The rungs of the ladder that is being edited."""
        found = kept(self.members("rung")) if "rung" in self.fields else ()
        return tuple(Candidate(str(each.values.get("id", "")), str(each.values.get("title", ""))) for each in found)

    @property
    def taken_ids(self) -> frozenset[str]:
        """The ids that others of its sort have."""
        if self.above is None:
            return self.world.ids(self.kind) - {str(self.base.values.get("id", ""))}
        others = self.above.draft.members(self.above.field.name)
        ids = (each.values.get("id") for at, each in enumerate(others) if at != self.above.index and not each.removed)
        return frozenset(str(each) for each in ids if each)

    @property
    def old_id(self) -> str:
        """The id that the table has in the file; empty where it has none there."""
        if self.above is None:
            return str(self.base.values.get("id", "")) if self.base.entry is not None else ""
        entry, members = self.root.base.entry, self.above.draft.members(self.above.field.name)
        origin = members[self.above.index].origin if self.above.index < len(members) else None
        if entry is None or origin is None or self.above.draft.above is not None:
            return ""
        return str(entry.data[self.above.field.name][origin].get("id", ""))

    def followers(self) -> int:
        """How many references name the table by the id that it has in the file."""
        entry, old = self.root.base.entry, self.old_id
        if entry is None or not old:
            return 0
        is_rung = self.above is not None
        if is_rung and self.kind != "ladder":
            return 0
        return len(self.world.workspace.references_to(entry, old if is_rung else None))

    def follow(self, entry: Entry[Any]) -> Followed:
        """Go on from what the record is now; what nobody touched here follows, the rest is noted as a conflict."""
        found = Followed()
        old, new = self.base.values, values_of(self.model, entry.data)
        for name, field_ in self.fields.items():
            before, theirs = to_data(old.get(name)), to_data(new.get(name))
            if same(before, theirs):
                continue
            if name != self.pinned and not self._differs(name, self._before[name]):
                self._now[name] = self._start[name] = field_.raw(new.get(name))
                found.taken.append(name)
                continue
            if field_.sort is Sort.TABLES:
                self._now[name] = with_origins(self.members(name), before or [], theirs or [])
            self.conflicts.setdefault(name, before)
            found.both.append(name)
        self.base = Base(new, entry)
        self._before = self._raws(new)
        self.settle()
        return found

    def settle(self) -> None:
        """Have no conflict where there is none any more: the values are the same, or only one side changed."""
        for name, before in list(self.conflicts.items()):
            if name == self.pinned:
                continue
            mine, theirs = self._plain(name, self._now[name]), to_data(self.base.values.get(name))
            if same(mine, before):
                self.resolve(name, mine=False)
            elif same(mine, theirs) or same(before, theirs):
                del self.conflicts[name]

    def resolve(self, name: str, *, mine: bool) -> None:
        """End a conflict."""
        self.conflicts.pop(name, None)
        if not mine:
            self._now[name] = self._before[name]

    def titles(self, names: Iterable[str]) -> str:
        """The titles of fields."""
        return ", ".join(self.fields[name].title for name in names)

    def lose(self) -> Lost:
        """Go on without a record, for it is not there any more; the answer is for when it comes back."""
        lost = Lost(self.base, self.conflicts)
        self.base, self.conflicts = Base({}, None), {}
        self._before = self._raws({})
        return lost

    def regain(self, lost: Lost) -> None:
        """Go on from what the record was before it went away."""
        self.base, self.conflicts = lost.base, dict(lost.conflicts)
        self._before = self._raws(lost.base.values)

    def _raws(self, values: Mapping[str, Any]) -> dict[str, Raw]:
        return {name: each.raw(values.get(name)) for name, each in self.fields.items()}

    def _value(self, name: str) -> Any:  # noqa: ANN401 - any TOML, or members
        field_, raw = self.fields[name], self._now[name]
        if field_.sort in NESTED:
            return raw
        try:
            return field_.value(raw, self.world.calendar)
        except NotAValueError:
            return None

    def _plain(self, name: str, raw: Raw) -> Any:  # noqa: ANN401 - any TOML
        """The value of a raw as TOML data; the raw itself where it is none."""
        try:
            return self.fields[name].value(raw, self.world.calendar)
        except NotAValueError:
            return raw

    def _differs(self, name: str, other: Raw) -> bool:
        now = self._now[name]
        return now != other and not same(self._plain(name, now), self._plain(name, other))

    def _nests(self, name: str) -> bool:
        return self.fields[name].sort in NESTED

    def _propose(self) -> None:
        self._now["id"] = proposed(str(self._now[self._called or ""] or ""), self.taken_ids)
