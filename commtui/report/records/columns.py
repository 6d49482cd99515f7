"""The telling fields of a kind, as columns: chosen from the model, none named by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.model.traits import choices, is_many, is_markdown, trait, traits
from commtui.model.words import one_line, width
from commtui.report.values import flat
from commtui.store.snapshot import Entry

_GAP = 2
_ENOUGH_FOR_WORDS = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its head, its cells, and whether it may be cut to fit."""

    head: str
    cells: tuple[str, ...]
    flexible: bool = False

    @property
    def width(self) -> int:
        """The columns of the terminal it takes whole."""
        return max(map(width, (self.head, *self.cells)))


def columns(kind: str, entries: Sequence[Entry[Record]], room: int, show: Callable[[str], str]) -> list[Column]:
    """The id, the short fields that are set and fit, and last the words that say what a record is."""
    model = BY_NAME[kind]
    names = [name for name in model.model_fields if any(name in entry.data for entry in entries)]
    words = _words(model, names)
    short = [name for name in names if name not in words and _is_short(model, name)]
    # What every record must have goes first when room is short; the model's own order stays.
    by_need = sorted(short, key=lambda name: not model.model_fields[name].is_required())
    made = {name: _column(model, name, entries, show, name in words) for name in (*by_need, *words)}
    room -= sum(min(made[name].width, _ENOUGH_FOR_WORDS) + _GAP for name in words)
    kept: set[str] = set()
    for name in by_need:
        room -= made[name].width + _GAP
        if room >= 0 or model.model_fields[name].is_required():
            kept.add(name)
    return [made[name] for name in short if name in kept] + [made[name] for name in words]


def _words(model: type[Record], names: list[str]) -> list[str]:
    """The fields in words that must be there; without any, the first one that may."""
    written = [name for name in names if _is_words(model, name)]
    required = [name for name in written if model.model_fields[name].is_required()]
    if any(name in {"title", "name"} for name in required):
        return required
    return required + [name for name in written if name not in required][:1]


def _is_words(model: type[Record], name: str) -> bool:
    field = model.model_fields[name]
    return (
        str in traits(field)
        and not is_many(model.model_fields[name])
        and name != "id"
        and not _is_name_of_something(model, name)
    )


def _is_short(model: type[Record], name: str) -> bool:
    field = model.model_fields[name]
    if is_markdown(field) or _is_words(model, name):
        return False
    if str in traits(field):
        return name == "id" or _is_name_of_something(model, name)
    return not is_many(model.model_fields[name])


def _is_name_of_something(model: type[Record], name: str) -> bool:
    field = model.model_fields[name]
    return bool(choices(field)) or trait(field, Ref) is not None


def _column(
    model: type[Record], name: str, entries: Sequence[Entry[Record]], show: Callable[[str], str], flexible: bool
) -> Column:
    head = show(model.model_fields[name].title or name)
    cells = tuple(show(one_line(flat(entry.data[name]))) if name in entry.data else "" for entry in entries)
    return Column(head, cells, flexible)
