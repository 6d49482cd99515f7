"""Tables that do not fit their kind."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.faults import Category, Teller, category, is_worth_saying
from commtui.checks.rule import Context, Finding, rule


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


def _of(context: Context, wanted: Category) -> Iterator[Finding]:
    teller = Teller(context.index.nearest)
    for rejected in context.snapshot.rejected:
        for fault in rejected.faults:
            if category(fault) == wanted and is_worth_saying(fault):
                yield teller.tell(rejected, fault)
