"""Arithmetic of the second count: spans, medians, shares, and what a count consists of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean, median

Number = float | None


@dataclass(frozen=True)
class Count:
    """A number, from how many cases, and what is said beside it."""

    value: Number
    sample: int
    details: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """A stretch of naive UTC: closed on the left, open on the right."""

    start: datetime
    end: datetime

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.start <= moment < self.end


def days_of(span: Span) -> float:
    return (span.end - span.start) / timedelta(days=1)


def between(start: datetime, end: datetime | None) -> float:
    """Days, never below nothing: clocks differ."""
    return max(0.0, ((end or start) - start) / timedelta(days=1))


def durations(days: Sequence[float], **details: Number) -> Count:
    beside = spread(days)
    return Count(beside["median"], len(days), {**beside, **details})


def spread(days: Sequence[float], prefix: str = "") -> dict[str, Number]:
    """Median, mean and p90 of any number of days."""
    ordered = sorted(days)
    found = (median(ordered), fmean(ordered), p90(ordered)) if ordered else (None, None, None)
    return {f"{prefix}{name}": value for name, value in zip(("median", "mean", "p90"), found, strict=True)}


def p90(ordered: Sequence[float]) -> float:
    """Between the two nearest ranks, by how near they are."""
    place = 0.9 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def fewest_for_half(credits: Counter[str]) -> Number:
    made = 0
    for people, (_, count) in enumerate(credits.most_common(), start=1):
        made += count
        if 2 * made >= credits.total():
            return people
    return None


def ratio(part: int, whole: int) -> Number:
    return part / whole if whole else None


def share(part: int, whole: int, **details: Number) -> Count:
    return Count(ratio(part, whole), whole, details)


def number(value: int) -> Count:
    return Count(float(value), value)
