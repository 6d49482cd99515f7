"""What is told of who may come to the next rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commtui.insight.ready import Candidate
from commtui.insight.tally import Proof
from commtui.insight.way_up import Check
from commtui.model.words import plural
from commtui.report.unlisted import Unlisted
from commtui.report.values import day_in_words

PROMISE = "This proposes, and people decide: nobody is moved up by it."


@dataclass(frozen=True, slots=True)
class Origin:
    """What activity was counted from: a source, of `repository` (None: a clone of none), and when it was read.

    `seen_at` is naive and UTC.
    """

    source: str
    repository: str | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rungs within reach, as of a day; without an `origin` they are told from the plan alone.

    `now` is naive and UTC. `single` is for one person, who was asked for.
    """

    community: str
    today: date
    now: datetime
    origin: Origin | None
    candidates: Sequence[Candidate]
    unlisted: Unlisted
    single: bool = False
    ladders: int = 1

    @property
    def ready(self) -> list[Candidate]:
        """Those who meet all that can be counted."""
        return [each for each in self.candidates if each.step.is_ready]

    @property
    def others(self) -> list[Candidate]:
        """The others, who lacks least first."""
        rest = [each for each in self.candidates if not each.step.is_ready]
        return sorted(rest, key=lambda each: (each.step.lacks, -each.step.verdicts.count(True)))

    @property
    def told_from(self) -> str:
        """A sentence on what this comes from, and how old that is."""
        day = day_in_words(self.today)
        if self.origin is None:
            return f"Told on {day} from the plan alone: what people did was not counted."
        of = f" of {self.origin.repository}" if self.origin.repository else ""
        read = f", read {_age(self.now, self.origin.seen_at)}" if self.origin.seen_at is not None else ""
        return f"Told on {day} from the plan and from {self.origin.source}{of}{read}."


def way(candidate: Candidate, sheet: Sheet, arrow: str) -> str:
    """From which rung to which; with the ladder where there are several."""
    ladder = f" ({candidate.step.ladder.record.title})" if sheet.ladders > 1 else ""
    before = f"{candidate.rung.title} " if candidate.rung is not None else ""
    return f"{before}{arrow} {candidate.step.rung.title}{ladder}"


def proofs(check: Check) -> Iterator[Proof]:
    """What was counted for a requirement, the latest first."""
    for entry in check.evidence:
        thanks = entry.record
        yield Proof(thanks.reason or ", ".join(thanks.kinds), next(iter(thanks.links), None), thanks.date)
    if check.tally is not None:
        yield from check.tally.proofs


def _age(now: datetime, then: datetime) -> str:
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 2:
        return "just now"
    if minutes < 120:
        return f"{plural(minutes, 'minute')} ago"
    hours = minutes // 60
    return f"{plural(hours, 'hour')} ago" if hours < 48 else f"{plural(hours // 24, 'day')} ago"
