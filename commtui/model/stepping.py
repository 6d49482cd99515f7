"""One step earlier or later in time, for whatever says when something is planned."""

from __future__ import annotations

from datetime import date

from commtui.model.when import Horizon, Period, Version

When = Period | Version | Horizon


class NoStepError(ValueError):
    """There is no such step; says why."""


def stepped(when: When | None, steps: int) -> When:
    """The next period of the same sort, or the next horizon (now, next, later), so many steps on; back if negative.

    Raises:
        NoStepError: Nobody can say what is next: after a version, after nothing, after the last year or horizon.
    """
    match when:
        case Period():
            return _shifted(when, steps)
        case Horizon():
            return _horizon(when, steps)
        case Version():
            raise NoStepError(f"{when} is a version, and nobody but you knows which one comes next: e changes it")
        case None:
            raise NoStepError("it has no time yet: e gives it one")


def _shifted(period: Period, steps: int) -> Period:
    found = period.shift(steps)
    if not date.min.year <= found.year <= date.max.year:
        raise NoStepError(f"there is nothing {'after' if steps > 0 else 'before'} {period}")
    return found


def _horizon(horizon: Horizon, steps: int) -> Horizon:
    all_ = list(Horizon)
    place = all_.index(horizon) + steps
    if not 0 <= place < len(all_):
        raise NoStepError(f'there is nothing {"after" if steps > 0 else "before"} "{horizon}"')
    return all_[place]
