"""A changed field in a few words: `planned -> active`, `+1 key result`, `owners +Ada Lovelace`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pydantic.fields import FieldInfo

from commtui.insight.changes import Change, FieldChange, Inner
from commtui.insight.changes.meaning import caption
from commtui.model.record import Record, Table
from commtui.model.reference import Ref
from commtui.model.references import table_at
from commtui.model.traits import choices, is_many, is_markdown, trait, traits
from commtui.model.when import Period
from commtui.model.words import plural
from commtui.report.changes.names import Names
from commtui.report.changes.voice import Voice
from commtui.report.values import flat

MOST_DETAILS = 6
MOST_MEMBERS = 3
_LONGEST_WHOLE = 40


def details(change: Change, names: Names, voice: Voice) -> str:
    """All that changed in a record, the important first: its state, what it must have, its parts, long texts last."""
    told = [each for each in change.fields if each.path != ("id",)]
    ranked = sorted(told, key=lambda each: _rank(change.kind, each))
    words = _Words(change, names, voice)
    parts: list[str] = []
    for inner, group in groupby(ranked, key=lambda each: each.through):
        fields = list(group)
        parts += [words.within(inner, fields)] if inner else map(words.field, fields)
    shown, more = parts[:MOST_DETAILS], len(parts) - MOST_DETAILS
    return "; ".join([*shown, *([f"{more} more {'change' if more == 1 else 'changes'}"] if more > 0 else [])])


def introduction(change: Change, names: Names, voice: Voice) -> str:
    """What to say of a new record beside its name: its state, when it is planned, and how many parts it has."""
    words = _Words(change, names, voice)
    states, parts = [], []
    for each in change.fields:
        if each.field is None or isinstance(each.new, dict):
            continue
        if table_at(change.kind, each.path) is not None:
            parts.append(_count(change.kind, each, len(each.added)))
        elif is_choice(each.field) or (_is_time(each.field) and not each.field.is_required()):
            states.append(words.value(each.field, each.new))
    return ", ".join([*states, *parts])


def label(change: FieldChange) -> str:
    """What a field is called in the middle of a sentence."""
    title = change.field.title if change.field is not None else None
    if title is None:
        return change.name
    first = title.partition(" ")[0]
    return title[0].lower() + title[1:] if first.istitle() else title


def full_title(kind: type[Record], change: FieldChange) -> str:
    """What a field is called, with the nested tables it is in: `Key result "A rota is kept": Done`."""
    title = change.field.title if change.field is not None else None
    nouns = zip(_nouns(kind, change.through), change.through, strict=True)
    steps = [f'{noun} "{each.caption}"' if each.caption else noun for noun, each in nouns]
    found = ": ".join([*steps, title or change.name])
    return found[0].upper() + found[1:]


def is_choice(field: FieldInfo | None) -> bool:
    """Whether the field holds one of some fixed values, which then say enough without the field's name."""
    return field is not None and bool(choices(field)) and not is_many(field)


class _Words:
    """Words for the fields of one record."""

    def __init__(self, change: Change, names: Names, voice: Voice) -> None:
        self._record: Mapping[str, Any] = change.now.data
        self._kind = change.kind
        self._names = names
        self._voice = voice

    def within(self, through: Sequence[Inner], fields: Sequence[FieldChange]) -> str:
        """Changes within one nested table."""
        shown, more = fields[:MOST_MEMBERS], len(fields) - MOST_MEMBERS
        inside = ", ".join([*map(self.field, shown), *([f"{more} more"] if more > 0 else [])])
        captions = (self._caption(each) for each in through)
        steps = [f"{noun}{said}" for noun, said in zip(_nouns(self._kind, through), captions, strict=True)]
        return f"{': '.join(steps)}: {inside}"

    def value(self, field: FieldInfo | None, value: Any) -> str:  # noqa: ANN401 - any TOML
        """A value: a name for an id, free text in quotes."""
        ref = trait(field, Ref) if field is not None else None
        if isinstance(value, str) and ref is not None:
            return self._voice.cut(self._names.of(ref, value, self._record))
        if isinstance(value, str) and (field is None or (str in traits(field) and not choices(field))):
            return self._voice.quote(value)
        return self._voice.cut(flat(value))

    def field(self, change: FieldChange) -> str:
        """One changed field."""
        if change.added or change.removed or change.reordered:
            return self._members(change)
        name = self._voice.cut(label(change), _LONGEST_WHOLE)
        field, old, new = change.field, change.old, change.new
        if old is None or new is None:
            sign, value = ("+", new) if old is None else ("-", old)
            return f"{sign}{name} {self.value(field, value)}"
        if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _LONGEST_WHOLE:
            return f"{name} {self._reworded(old, new)}"
        both = f"{self.value(field, old)} {self._voice.arrow} {self.value(field, new)}"
        return both if is_choice(field) else f"{name} {both}"

    def _reworded(self, old: str, new: str) -> str:
        """Only the part of a long text that changed."""
        before, now = changed_part(old, new)
        if not before:
            return f"+{self._voice.quote(now)}"
        if not now:
            return f"-{self._voice.quote(before)}"
        pair = (self._voice.quote(each, _LONGEST_WHOLE) for each in (before, now))
        return f" {self._voice.arrow} ".join(pair)

    def _members(self, change: FieldChange) -> str:
        if change.old is None and change.new is None:
            return self._tables(change)
        shown = [
            *(f"+{self.value(change.field, each)}" for each in change.added[:MOST_MEMBERS]),
            *_more("+", len(change.added)),
            *(f"-{self.value(change.field, each)}" for each in change.removed[:MOST_MEMBERS]),
            *_more("-", len(change.removed)),
            *(["reordered"] if change.reordered else []),
        ]
        return f"{self._voice.cut(label(change), _LONGEST_WHOLE)} {', '.join(shown)}"

    def _tables(self, change: FieldChange) -> str:
        shown = []
        for sign, tables in (("+", change.added), ("-", change.removed)):
            if tables:
                only = f" {self._voice.quote(self._called(change, tables[0]))}" if len(tables) == 1 else ""
                shown.append(f"{sign}{_count(self._kind, change, len(tables))}{only}")
        return ", ".join([*shown, *([f"{label(change)} reordered"] if change.reordered else [])])

    def _called(self, change: FieldChange, table: Mapping[str, Any]) -> str:
        model = table_at(self._kind, (*(each.name for each in change.through), change.name))
        return caption(model, table) if model is not None else ""

    def _caption(self, inner: Inner) -> str:
        return f" {self._voice.quote(inner.caption, _LONGEST_WHOLE)}" if inner.caption else ""


def changed_part(old: str, new: str) -> tuple[str, str]:
    """What is different in two texts, in whole words, with an ellipsis for what is the same."""
    before, now = old.split(), new.split()
    start = _same(before, now)
    end = _same(before[start:][::-1], now[start:][::-1])
    lead, trail = ("… " if start else ""), (" …" if end else "")
    parts = (" ".join(each[start : len(each) - end]) for each in (before, now))
    shown = [f"{lead}{part}{trail}" if part else "" for part in parts]
    return shown[0], shown[1]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the texts have in common from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _more(sign: str, count: int) -> Iterator[str]:
    if count > MOST_MEMBERS:
        yield f"{sign}{count - MOST_MEMBERS} more"


def _rank(kind: type[Record], change: FieldChange) -> int:
    if change.through or table_at(kind, change.path) is not None:
        return 2
    if is_choice(change.field):
        return 0
    if change.field is not None and change.field.is_required():
        return 1
    return 4 if change.field is not None and is_markdown(change.field) else 3


def _count(kind: type[Record], change: FieldChange, count: int) -> str:
    noun = _nouns(kind, (*change.through, Inner(change.name, "")))[-1]
    return plural(count, noun)


def _nouns(kind: type[Record], through: Sequence[Inner]) -> list[str]:
    """What one of the nested tables is called at each step: by its model, for a field's name may mean them all."""
    names = [each.name for each in through]
    models = [table_at(kind, tuple(names[: depth + 1])) for depth in range(len(names))]
    return [_noun(name, model) for name, model in zip(names, models, strict=True)]


def _noun(name: str, model: type[Table] | None) -> str:
    if model is None:
        return name
    return re.sub("(?<!^)(?=[A-Z])", " ", model.__name__).lower()


def _is_time(field: FieldInfo) -> bool:
    return any(isinstance(each, type) and issubclass(each, Period) for each in traits(field))
