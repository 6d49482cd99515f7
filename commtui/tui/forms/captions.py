"""A nested table on one line: what it is called, and how it stands."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from commtui.model.record import Table
from commtui.model.words import plural
from commtui.report.values import flat
from commtui.tui.forms.fields import FormField, Sort, form_fields
from commtui.tui.forms.member import Member, kept
from commtui.tui.glyphs import Glyphs

# A longer title says too much for a caption.
LONGEST_TITLE = 14
_inner_capital = re.compile(r"(?<=[a-z])(?=[A-Z])")


def noun_of(model: type[Table]) -> str:
    """What people call a nested table, by the name of its model: `key result`."""
    return _inner_capital.sub(" ", model.__name__).lower()


def name_of(model: type[Table], member: Member) -> str:
    """What the member is called: its first needed line of text; empty where it has none."""
    for field in form_fields(model):
        value = member.values.get(field.name)
        if field.sort is Sort.LINE and field.required and isinstance(value, str):
            return value
    return ""


def notes_of(model: type[Table], member: Member, glyphs: Glyphs) -> tuple[str, ...]:
    """How the member stands: `● done`, `score 0.7`, `3 requirements`."""
    fields = form_fields(model)
    return tuple(note for field in fields if (note := _note(field, member.values.get(field.name), glyphs)))


def caption_of(model: type[Table], member: Member, glyphs: Glyphs) -> str:
    """All of it in one text."""
    name = name_of(model, member)
    notes = notes_of(model, member, glyphs)
    dot = f" {glyphs.dot} "
    return f"{name}  {dot.join(notes)}" if name and notes else name or dot.join(notes) or noun_of(model)


def _note(field: FormField, value: Any, glyphs: Glyphs) -> str:  # noqa: ANN401 - any TOML, or members
    if value is None or value == field.default:
        return ""
    title = field.title.lower()
    match value:
        case bool():
            return f"{glyphs.done} {title}" if value else f"{glyphs.planned} not {title}"
        case int() | float() | date():
            return f"{title} {flat(value)}" if len(title) <= LONGEST_TITLE else ""
        case str() if field.sort in (Sort.CHOICE, Sort.REFERENCE):
            return value
        case Member():
            return "" if value.removed else title
        case tuple() if field.table is not None and (count := len(kept(value))):
            return plural(count, noun_of(field.table))
        case list() if field.meanings:
            return flat(value)
    return ""
