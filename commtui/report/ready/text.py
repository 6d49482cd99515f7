"""Who may come to the next rung, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from commtui.insight.ready import Candidate
from commtui.insight.way_up import Check
from commtui.model.words import one_line, pad, shorten, width
from commtui.report.ready.sheet import PROMISE, Sheet, proofs, way
from commtui.report.ready.words import VERDICTS, how, summary
from commtui.report.style import Style

_COLUMNS, _WIDEST = 80, 100
_WORD = 9
_NAME = 28
# So many of what was counted are shown of each requirement.
_FEW, _MANY = 3, 20
_ROLES = {"met": "fine", "missing": "warning", "open": "faint"}


def render(sheet: Sheet, style: Style) -> str:
    """The page: where it comes from, who is ready with the evidence, and the others in a line each."""
    parts = [[style.paint(style.show(sheet.community), "strong"), *_wrapped(sheet.told_from, style)]]
    if not sheet.candidates:
        parts.append(["No rung is within reach." if sheet.ladders else "There is no ladder yet."])
    elif sheet.single:
        parts += [list(_whole(each, sheet, style)) for each in sheet.candidates]
    else:
        parts += _everyone(sheet, style)
    parts.append(_wrapped(PROMISE, style))
    return "\n\n".join("\n".join(part) for part in parts)


def _everyone(sheet: Sheet, style: Style) -> Iterator[list[str]]:
    if sheet.ready:
        yield [style.paint("Ready, as far as it can be counted", "strong")]
        yield from (list(_whole(each, sheet, style)) for each in sheet.ready)
    else:
        yield ["Nobody meets all that can be counted yet."]
    if sheet.others:
        lines = [_line(each, sheet, style) for each in sheet.others]
        yield [style.paint("On the way, who lacks least first", "strong"), *lines]
        yield [f"commtui ready PERSON {style.sign('·')} what one of them has, what is missing, and the evidence"]


def _whole(candidate: Candidate, sheet: Sheet, style: Style) -> Iterator[str]:
    yield style.paint(_line(candidate, sheet, style), "strong")
    if not candidate.step.checks:
        yield "    asks for nothing in particular"
    for check in candidate.step.checks:
        yield from _check(check, _MANY if sheet.single else _FEW, style)


def _line(candidate: Candidate, sheet: Sheet, style: Style) -> str:
    ellipsis = style.sign("…")
    name = pad(shorten(style.show(one_line(candidate.person.record.name)), _NAME, ellipsis), _NAME)
    right = summary(candidate.step)
    room = _room(style) - _NAME - width(right) - 6
    words = style.show(one_line(way(candidate, sheet, style.sign("→"))))
    return f"  {name}  {pad(shorten(words, room, ellipsis), room)}  {right}".rstrip()


def _check(check: Check, most: int, style: Style) -> Iterator[str]:
    verdict = VERDICTS[check.met]
    group = f" (or another of: {check.requirement.any_of})" if check.requirement.any_of else ""
    first, *rest = _wrapped(f"{check.requirement.text}{group}", style, _WORD + 4)
    yield f"    {style.paint(pad(verdict, _WORD), _ROLES[verdict])}{first}"
    indent = " " * (_WORD + 4)
    yield from (f"{indent}{each}" for each in rest)
    yield from (style.paint(f"{indent}{each}", "faint") for each in _wrapped(how(check), style, _WORD + 4))
    yield from (f"{indent}{each}" for each in _evidence(check, most, style))


def _evidence(check: Check, most: int, style: Style) -> Iterator[str]:
    found = list(proofs(check))
    room = _room(style) - _WORD - 4
    for each in found[:most]:
        day = each.day.isoformat() if each.day is not None else "undated   "
        yield shorten(f"{day}  {style.show(one_line(each.title))}", room, style.sign("…"))
        if each.url:
            yield style.paint(f"            {style.show(one_line(each.url))}", "faint")
    if len(found) > most:
        yield "and more"


def _wrapped(text: str, style: Style, indent: int = 0) -> list[str]:
    return textwrap.wrap(style.show(one_line(text)), _room(style) - indent) or [""]


def _room(style: Style) -> int:
    return max(60, min(style.columns or _COLUMNS, _WIDEST))
