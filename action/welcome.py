"""The task `welcome`: one greeting on a newcomer's first issue or pull request. It never looks at the code."""

from __future__ import annotations

from action.context import Context, Outcome
from action.greet import greet
from action.trouble import TroubleError
from commtui.report.greeting import Moment


def run(context: Context) -> Outcome:
    """Greet whoever opened the issue or the pull request, if it is their first."""
    event = context.event
    if event.action != "opened" or event.number is None:
        raise TroubleError("there is nothing to greet at: it runs when an issue or a pull request is opened")
    moment: Moment = "first_pull_request" if event.is_about_pull else "first_issue"
    return greet(context, moment)
