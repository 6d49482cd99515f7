"""References to what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from commtui.checks.index import Unknown
from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import listed, quoted
from commtui.model.kinds import BY_NAME

_FEW = 8


@rule("unknown-reference", "error", "A reference names a record, or a rung, that is there")
def unknown_reference(context: Context) -> Iterator[Finding]:
    return (_finding(context, each) for each in context.index.unknown if not each.ref.open)


@rule("unknown-metric", "warning", "A metric is one of the known ones, or one of the community's own")
def unknown_metric(context: Context) -> Iterator[Finding]:
    return (_finding(context, each) for each in context.index.unknown if each.ref.kind == "metric")


@rule("undeclared-recognition-kind", "warning", "A kind of recognition is a usual one, or a [[recognition_kind]]")
def undeclared_recognition_kind(context: Context) -> Iterator[Finding]:
    return (_finding(context, each) for each in context.index.unknown if each.ref.kind == "recognition_kind")


def _finding(context: Context, unknown: Unknown) -> Finding:
    entry = unknown.entry
    return Finding(entry.file, path=entry.path + unknown.path, tell=partial(_tell, context, unknown))


def _tell(context: Context, unknown: Unknown) -> tuple[str, str]:
    kind = unknown.ref.kind
    noun = BY_NAME[kind].about.noun if kind in BY_NAME else kind
    message = f"Unknown {noun} {quoted(unknown.value)}"
    if unknown.ladder is not None:
        message += f" of the ladder {quoted(unknown.ladder)}"
    return message, _hint(context, unknown)


def _hint(context: Context, unknown: Unknown) -> str:
    kind = unknown.ref.kind
    index = context.index
    known = index.names(unknown.ref) if unknown.ladder is None else index.rungs(unknown.ladder) or ()
    group = kind if unknown.ladder is None else f"rung of {unknown.ladder}"
    return index.nearest.hint(unknown.value, group, known, _otherwise(kind, known, unknown.ref.open))


def _otherwise(kind: str, known: Collection[str], is_open: bool) -> str:
    if 0 < len(known) <= _FEW:
        return f"known: {listed(sorted(known))}"
    if kind == "metric":
        return f"known: {', '.join(sorted(known))}"
    if kind not in BY_NAME:
        return ""
    return f"declare it in a [[{kind}]]" if is_open else f"no [[{kind}]] has this id"
