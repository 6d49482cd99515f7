"""How a requirement stands, in words."""

from __future__ import annotations

from commtui.insight.way_up import RECOGNITIONS, Check, Step
from commtui.model.words import plural
from commtui.report.values import id_in_words, number

VERDICTS: dict[bool | None, str] = {True: "met", False: "missing", None: "open"}


def summary(step: Step) -> str:
    """How many of the requirements are met, missing, and not known."""
    counts = {word: sum(each is met for each in step.verdicts) for met, word in VERDICTS.items()}
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def how(check: Check) -> str:
    """What is known of a requirement."""
    asked = check.requirement
    match check.unknown:
        case "judgement":
            return "people look whether it is done" if asked.kind == "checklist" else "people judge"
        case "appointment":
            return f"{asked.by} appoint" if asked.by else "someone appoints"
        case "activity" | "source":
            why = "it needs activity data" if check.tally is None else f"{check.tally.source} cannot tell"
            return f"{_asked(check)}: not in the plan, {'' if check.tally is None else 'and '}{why}"
        case "record":
            have = plural(int(check.have or 0), "month")
            return f"{have} of {number(check.need or 0)} on record, and it may be longer"
        case "scope":
            return f"{_thanks(check)}; which of them were for {asked.scope}, people judge"
        case _:
            return _counted(check) if asked.kind == "count" else _months(check)


def _asked(check: Check) -> str:
    need = f"{number(check.need)} " if check.need is not None else ""
    return f"{need}{_what(check)}"


def _what(check: Check) -> str:
    """What is counted, since when, and of which part."""
    asked = check.requirement
    scope = f" in {asked.scope}" if asked.scope and check.tally is not None else ""
    return f"{id_in_words(asked.metric or 'activity').lower()}{_within(check)}{scope}"


def _counted(check: Check) -> str:
    if check.requirement.metric == RECOGNITIONS or check.tally is None:
        return _thanks(check)
    more = f", and there may be more than {check.tally.source} knows" if check.unknown == "part" else ""
    by = "" if more else f", by {check.tally.source}"
    return f"{_asked(check)}: {number(check.have or 0)} so far{by}{more}"


def _thanks(check: Check) -> str:
    have, need = int(check.have or 0), check.need or 0
    if have > need:
        return f"{have:,} thanks on record{_within(check)}, {number(need)} asked, whatever for"
    return f"{have:,} of {number(need)} thanks on record{_within(check)}, whatever for"


def _within(check: Check) -> str:
    months = check.requirement.within_months
    return f" within {plural(months, 'month')}" if months else ""


def _months(check: Check) -> str:
    if not check.need:
        return "held" if check.met else "not held"
    have = int(check.have or 0)
    if check.met:
        return f"{plural(have, 'month')}, {number(check.need)} asked"
    return f"{have} of {plural(int(check.need), 'month')}"
