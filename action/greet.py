"""Greets a newcomer: finds out whether they are one, says the plan's words once, and puts the label on."""

from __future__ import annotations

import re

from action.context import Context, Outcome
from action.event import Event
from action.fields import at, table, text, whole
from action.newcomer import WELCOME, Arrival, why_not
from action.sticky import post
from action.trouble import TroubleError
from action.wire import GitHubError
from commtui.model.welcome import Welcome
from commtui.report.greeting import Addressed, Moment, greeting
from commtui.store.snapshot import Snapshot

_MARKERS: dict[Moment, str] = {
    "first_issue": WELCOME,
    "first_pull_request": WELCOME,
    "first_merge": "first-merge",
}
_is_repository = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}").fullmatch


def greet(context: Context, moment: Moment) -> Outcome:
    """Greet the author of what the event is about, or say why not.

    Raises:
        GitHubError: GitHub did not answer, or the token may not comment.
        TroubleError: The event is of another repository.
    """
    if not _is_repository(context.repository) or not context.is_at_home:
        raise TroubleError("the event is of another repository than the one that is asked about")
    plan = context.load()
    arrival = _arrival(context.event, moment)
    reason = why_not(context.github, plan, arrival)
    if reason:
        context.output.say(f"No greeting: {reason}.")
        return Outcome({"greeted": "false", "reason": reason})
    words = greeting(moment, plan, _addressed(context, arrival))
    # Words that stand there already stay: a person may have answered them.
    posted = post(context.github, arrival.number, _MARKERS[moment], words, update=False)
    if posted.done == "unchanged":
        context.output.say("No greeting: it is there already.")
        return Outcome({"greeted": "false", "reason": "it is there already"})
    greeted = "Would have greeted" if context.inputs.dry_run else "Greeted"
    context.output.say(f"{greeted} {arrival.author.login} at #{arrival.number}.")
    if moment != "first_merge":
        _label(context, plan, arrival.number)
    return Outcome({"greeted": "true"})


def _arrival(event: Event, moment: Moment) -> Arrival:
    thread = table(event.payload, "pull_request") or table(event.payload, "issue")
    return Arrival(
        moment,
        event.number or 0,
        event.author,
        whole(thread, "user", "id"),
        text(thread, "author_association"),
        text(thread, "created_at"),
        text(thread, "merged_at"),
        at(event.payload, "changes", "old_issue") is not None,
    )


def _addressed(context: Context, arrival: Arrival) -> Addressed:
    """What is filled into the words, none of which a newcomer can choose, but for the login."""
    kind = "issues" if arrival.moment == "first_issue" else "pull"
    url = f"{context.server}/{context.repository}/{kind}/{arrival.number}"
    return Addressed(arrival.author.login, arrival.number, context.repository, url)


def _label(context: Context, plan: Snapshot | None, number: int) -> None:
    """Put the plan's label on; that it cannot be is told, and no more."""
    label = next((each.label for each in plan.records(Welcome) if each.label), None) if plan is not None else None
    if label is None:
        return
    try:
        context.github.add_labels(number, [label])
    except GitHubError as error:
        context.output.tell("warning", f"the label could not be put on: {error}")
