"""Tables that do not fit their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import repeat

from commtui.checks.faults import Category, Teller, category, place
from commtui.checks.rule import MOST_PER_RULE_AND_FILE, Context, Finding, rule
from commtui.store.snapshot import Fault, Rejected


@rule("unknown-kind", "error", "Every table is of a known kind")
def unknown_kind(context: Context) -> Iterator[Finding]:
    return _of(context, "unknown-kind")


@rule("not-a-record", "error", "Kinds that there can be several of are written [[kind]], the others [kind]")
def not_a_record(context: Context) -> Iterator[Finding]:
    return _of(context, "not-a-record")


@rule("unknown-key", "error", "A table has only known keys")
def unknown_key(context: Context) -> Iterator[Finding]:
    return _of(context, "unknown-key")


@rule("missing-field", "error", "A table has every key that it needs")
def missing_field(context: Context) -> Iterator[Finding]:
    return _of(context, "missing-field")


@rule("wrong-type", "error", "A value is of the type that its field has")
def wrong_type(context: Context) -> Iterator[Finding]:
    return _of(context, "wrong-type")


@rule("invalid-value", "error", "A value is one that its field can have")
def invalid_value(context: Context) -> Iterator[Finding]:
    return _of(context, "invalid-value")


class _Faults:
    """The faults of one category in one file: as many as anyone reads, and the count of them all."""

    def __init__(self) -> None:
        self.some: list[tuple[Rejected, Fault]] = []
        self.count = 0


def _of(context: Context, wanted: Category) -> Iterator[Finding]:
    teller = context.once(_teller)
    for (found, _), faults in context.once(_sorted).items():
        if found != wanted:
            continue
        for rejected, fault in faults.some:
            path, part = place(rejected, fault)
            yield Finding(rejected.file, path=path, part=part, tell=partial(teller.tell, rejected, fault))
        yield from repeat(Finding(faults.some[0][0].file), faults.count - len(faults.some))


def _teller(context: Context) -> Teller:
    return Teller(context.index.nearest)


def _sorted(context: Context) -> dict[tuple[Category, str], _Faults]:
    """The faults by category and file."""
    sorted_: defaultdict[tuple[Category, str], _Faults] = defaultdict(_Faults)
    for rejected in context.snapshot.rejected:
        for fault in rejected.faults:
            faults = sorted_[category(fault), rejected.file.name]
            faults.count += 1
            if faults.count <= MOST_PER_RULE_AND_FILE + 1:
                faults.some.append((rejected, fault))
    return sorted_
