"""Whether someone is new here: by what they did before, never by what a payload says of them.

A greeting that errs is worse than none, so every doubt is a reason not to greet, and the reason is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from action.answers import Thread, User
from action.github import GitHub
from action.sticky import find
from commtui.activity.actors import Actor
from commtui.activity.identity import People
from commtui.insight.welcoming import is_on_a_rung
from commtui.model.welcome import Welcome
from commtui.report.greeting import Moment
from commtui.store.snapshot import Snapshot

WELCOME = "welcome"

# Who is shown as one of these belongs here; who is shown as something else may too.
_INSIDE = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
# Two that were opened within this time were opened at once: the lower number is greeted, by its own run.
_AT_ONCE_SECONDS = 600
# Also the longer names of accounts that an enterprise manages.
_is_login = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}").fullmatch


@dataclass(frozen=True, slots=True)
class Arrival:
    """What someone just did: opened an issue or a pull request, or had one merged.

    `created` and `merged` are as GitHub writes times; `was_moved` says that it came from another repository.
    """

    moment: Moment
    number: int
    author: User
    author_id: int | None
    association: str
    created: str
    merged: str = ""
    was_moved: bool = False


def why_not(github: GitHub, plan: Snapshot | None, arrival: Arrival) -> str:
    """Why this is nobody to greet now; empty where they are.

    Raises:
        GitHubError: Their history could not be read.
    """
    return _by_itself(plan, arrival) or _by_history(github, plan, arrival)


def _by_itself(plan: Snapshot | None, arrival: Arrival) -> str:
    """What can be told without asking GitHub."""
    login = arrival.author.login
    if arrival.author.is_ghost:
        return "the account was deleted"
    if arrival.author.is_bot:
        return f"{login} is a bot"
    if not _is_login(login):
        return "the author has no login that could be greeted"
    if arrival.was_moved:
        return "the issue was moved here from another repository"
    if arrival.association in _INSIDE:
        return f"{login} belongs to the project ({arrival.association.lower()})"
    # Whoever is one before anything of theirs was merged here has commits that came another way.
    if arrival.association == "CONTRIBUTOR" and arrival.moment != "first_merge":
        return f"{login} has commits here already"
    return _by_plan(plan, arrival)


def _by_plan(plan: Snapshot | None, arrival: Arrival) -> str:
    login = arrival.author.login
    actor = Actor(f"github:{login}", "user", login, arrival.author_id)
    people = People.of(plan) if plan is not None else People()
    identity = people.resolve([actor])[actor.id]
    if identity.bot:
        return f"{login} is a bot"
    if plan is None:
        return ""
    skipped = [each for welcome in plan.records(Welcome) for each in welcome.skip]
    if any(fnmatchcase(login.casefold(), each.casefold()) for each in skipped):
        return f"{login} is skipped by a pattern of the plan"
    return f"{login} stands on a rung already" if identity.known and is_on_a_rung(plan, identity.person) else ""


def _by_history(github: GitHub, plan: Snapshot | None, arrival: Arrival) -> str:
    login = arrival.author.login
    others = [each for each in github.threads_by(login) if each.number != arrival.number]
    is_merge = arrival.moment == "first_merge"
    reason = _merged_before(arrival, others) if is_merge else _came_before(arrival, others)
    if reason:
        return reason
    permission = github.permission(login)
    if permission is None:
        return f"GitHub does not say what {login} may do here"
    if permission.may_change:
        return f"{login} has the permission {permission.role} here"
    is_once = plan is None or all(each.once for each in plan.records(Welcome))
    return _greeted_before(github, arrival, others) if is_once and not is_merge else ""


def _came_before(arrival: Arrival, others: Sequence[Thread]) -> str:
    """Why what was opened is not the first of its kind: numbers say what came first, and not how many there are."""
    earlier = [each for each in others if each.number < arrival.number]
    is_pull = arrival.moment == "first_pull_request"
    same = next((each for each in earlier if each.is_pull == is_pull), None)
    if same is not None:
        kind = "a pull request" if is_pull else "an issue"
        return f"{arrival.author.login} opened {kind} before: #{same.number}"
    # Whoever had a pull request merged knows their way around; an issue does not make them new.
    merged = next((each for each in earlier if each.merged), None)
    return f"{arrival.author.login} had #{merged.number} merged before" if merged is not None else ""


def _merged_before(arrival: Arrival, others: Sequence[Thread]) -> str:
    now = (arrival.merged, arrival.number)
    first = next((each for each in others if each.merged and (each.merged, each.number) < now), None)
    return f"{arrival.author.login} had #{first.number} merged before" if first is not None else ""


def _greeted_before(github: GitHub, arrival: Arrival, others: Sequence[Thread]) -> str:
    """Whether their first thread of the other kind was greeted at, or is being now."""
    earlier = min((each for each in others if each.number < arrival.number), key=lambda each: each.number, default=None)
    if earlier is None:
        return ""
    if abs(_seconds(arrival.created) - _seconds(earlier.created)) < _AT_ONCE_SECONDS:
        return f"#{earlier.number} was opened at the same time, and is greeted at"
    if find(github, earlier.number, WELCOME):
        return f"{arrival.author.login} was greeted before, at #{earlier.number}"
    return ""


def _seconds(written: str) -> float:
    """A time as GitHub writes it, in seconds; what is none lies far from every time."""
    try:
        return datetime.fromisoformat(written).timestamp()
    except ValueError:
        return float("-inf")
