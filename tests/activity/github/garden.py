"""People, threads and answers of a community garden's repository, as GitHub tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.activity.github.standin import Garden

Json = dict[str, Any]

START = datetime(2026, 1, 5, 9)


def at(hours: float) -> str:
    """So many hours after the first morning."""
    return (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(login: str, kind: str = "User") -> Json:
    """An account; GitHub tells no number for one of the newest."""
    known = {"ada": 11, "fern": 12, "rowan": 13}
    return {
        "__typename": kind,
        "id": f"U_{login}",
        "login": login,
        "databaseId": known.get(login),
        "name": login.title(),
    }


ADA, FERN, ROWAN, HAZEL = (person(login) for login in ("ada", "fern", "rowan", "hazel"))
BOT = person("renovate", "Bot")


def comment(id_: str, author: Json | None, hours: float, *, hidden: bool = False) -> Json:
    """A comment on an issue or pull request."""
    return {
        "__typename": "IssueComment",
        "id": id_,
        "author": author,
        "createdAt": at(hours),
        "isMinimized": hidden,
        "url": f"https://example.org/{id_}",
    }


def review(id_: str, author: Json | None, hours: float, state: str = "APPROVED") -> Json:
    """A review; one that is pending has not been submitted."""
    submitted = None if state == "PENDING" else at(hours)
    return {**comment(id_, author, hours), "__typename": "PullRequestReview", "state": state, "submittedAt": submitted}


def event(id_: str, kind: str, actor: Json | None, hours: float) -> Json:
    """Something done, such as `ClosedEvent`."""
    return {"__typename": kind, "id": id_, "actor": actor, "createdAt": at(hours)}


def issue(number: int, hours: float, author: Json | None = ADA, items: Sequence[Json] = (), **more: Any) -> Json:
    """An issue with its timeline, changed when it was opened or by the last of that."""
    times = [at(hours), *(each["createdAt"] for each in items)]
    return {
        "id": f"I_{number}",
        "number": number,
        "title": f"Bed {number} needs water",
        "url": f"https://example.org/issues/{number}",
        "createdAt": at(hours),
        "updatedAt": max(times),
        "closedAt": None,
        "author": author,
        "labels": {"nodes": []},
        "timelineItems": list(items),
        **more,
    }


def pull(number: int, hours: float, author: Json | None = FERN, items: Sequence[Json] = (), **more: Any) -> Json:
    """A pull request."""
    made = issue(number, hours, author, items, isDraft=False, mergedAt=None)
    return {**made, "id": f"PR_{number}", "title": f"Plant row {number}", **more}


def discussion(number: int, hours: float, comments: Sequence[Json] = (), **more: Any) -> Json:
    """A discussion; its comments may hold `replies`."""
    made = issue(number, hours, HAZEL, comments)
    del made["timelineItems"]
    talk = [{"replies": [], **each} for each in comments]
    for each in talk:
        del each["__typename"]
    return {**made, "id": f"D_{number}", "comments": talk, **more}


def busy(issues: int = 120, pulls: int = 60, discussions: int = 8, stars: int = 12) -> Garden:
    """A garden with some of each, a few with long timelines, and onlookers."""
    garden = Garden()
    for number in range(1, issues + 1):
        long = 35 if number % 40 == 7 else number % 4
        said = [
            comment(f"IC_{number}_{place}", (FERN, None, BOT, ADA)[place % 4], number + place / 100)
            for place in range(long)
        ]
        garden.issues.append(issue(number, number, items=said))
    for number in range(1001, 1001 + pulls):
        hours = number - 900
        reviews = [
            review(f"PRR_{number}", (ADA, None)[number % 2], hours + 2),
            event(f"ME_{number}", "MergedEvent", ADA, hours + 3),
        ]
        garden.pullRequests.append(pull(number, hours, items=reviews, mergedAt=at(hours + 3), closedAt=at(hours + 3)))
    for number in range(2001, 2001 + discussions):
        garden.discussions.append(discussion(number, number - 1900, [comment(f"DC_{number}", ROWAN, number - 1899)]))
    garden.releases = [release(number) for number in range(3)]
    garden.stargazers = [star(person(f"gazer-{number}"), number) for number in range(stars)]
    garden.forks = [fork(person(f"forker-{number}"), number) for number in range(5)]
    garden.watchers = [person(f"watcher-{number}") for number in range(12)]
    return garden


def release(number: int) -> Json:
    """A version."""
    when = at(number * 24)
    return {
        "id": f"RE_{number}",
        "tagName": f"v1.{number}",
        "name": "",
        "url": f"https://example.org/v1.{number}",
        "createdAt": when,
        "publishedAt": when,
        "isDraft": False,
    }


def star(who: Json, hours: float) -> Json:
    """Someone liked it."""
    return {"starredAt": at(hours), "node": who}


def fork(owner: Json, hours: float) -> Json:
    """Someone took a copy."""
    return {"createdAt": at(hours), "owner": owner}
