"""What was typed and is in no file, as text: for the day on which something goes wrong."""

from __future__ import annotations

from typing import Any

import tomli_w

from commtui.tui.forms.draft import Draft
from commtui.tui.forms.fields import NESTED, NotAValueError


def unsaved_text(draft: Draft) -> str:
    """The fields that hold something else than the form opened with, like TOML; empty where there are none.

    What is no value yet is written as it was typed.
    """
    names = draft.touched
    if not names:
        return ""
    what = f"{draft.kind} {draft.root.base.values.get('id') or draft.root.raw_text('id')}".rstrip()
    place = ".".join(map(str, draft.at))
    entry = draft.root.base.entry
    where = f" ({entry.where})" if entry is not None else " (new)"
    head = f"# {what}{f', {place}' if place else ''}{where}\n"
    return head + "".join(f"{_line(draft, name)}\n" for name in names)


def _line(draft: Draft, name: str) -> str:
    field, raw = draft.fields[name], draft.raw(name)
    try:
        value: Any = field.value(raw, draft.world.calendar)
    except NotAValueError:
        value = raw
    if value is None:
        return f"# {name} is taken away"
    if field.sort not in NESTED and isinstance(value, tuple):
        value = [list(each) if isinstance(each, tuple) else each for each in value]
    try:
        return tomli_w.dumps({name: value}).rstrip("\n")
    except (TypeError, ValueError):
        return f"{name} = {value!r}"
