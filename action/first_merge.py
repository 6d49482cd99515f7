"""The task `first-merge`: thanks, once, when a newcomer's first pull request was merged."""

from __future__ import annotations

from action.context import Context, Outcome
from action.greet import greet
from action.trouble import TroubleError


def run(context: Context) -> Outcome:
    """Thank whoever opened the pull request, if nothing of theirs was merged before."""
    event = context.event
    if event.action != "closed" or not event.is_merged or event.number is None:
        raise TroubleError("there is nothing to thank for: it runs when a pull request is merged")
    return greet(context, "first_merge")
