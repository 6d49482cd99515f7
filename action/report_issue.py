"""The issue of a period: found again by its marker and by who wrote it, and written only where something changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from action.answers import Thread
from action.github import GitHub, LostAnswerError
from action.sticky import LONGEST, Marker, fitted, marked

LABEL = "commtui:report"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the issue."""

    done: Literal["created", "updated", "unchanged"]
    thread: Thread


def keep(github: GitHub, period: str, title: str, stable: str, moving: str) -> Kept:
    """See that one issue says this of the period; `moving` is below it, and is no reason to write alone.

    Raises:
        GitHubError: It could not be written.
    """
    kind = f"report-{period.lower()}"
    text = f"{marked(kind, fitted(stable, LONGEST - len(moving) - 200))}\n\n{moving}"
    found = _find(github, kind)
    if found is None:
        return Kept("created", _create(github, kind, title, text))
    if Marker.of(found.body) == Marker.of(text):
        return Kept("unchanged", found)
    return Kept("updated", _edit(github, found, title, text))


def _find(github: GitHub, kind: str) -> Thread | None:
    """Our issue with this marker, the oldest where there are several; also where someone took the label off."""
    return _ours(github, kind, labels=LABEL) or _ours(github, kind, creator=github.own_login)


def _ours(github: GitHub, kind: str, **asked: str) -> Thread | None:
    found = [
        each
        for each in github.threads(state="all", **asked)
        if not each.is_pull
        and each.author.login.lower() == github.own_login.lower()
        and (marker := Marker.of(each.body)) is not None
        and marker.kind == kind
    ]
    return min(found, key=lambda each: each.number, default=None)


def _create(github: GitHub, kind: str, title: str, text: str) -> Thread:
    try:
        return github.create_issue(title, text, [LABEL])
    except LostAnswerError:
        return _find(github, kind) or github.create_issue(title, text, [LABEL])


def _edit(github: GitHub, thread: Thread, title: str, text: str) -> Thread:
    try:
        return github.edit_issue(thread.number, title=title, body=text)
    except LostAnswerError:
        now = github.thread(thread.number)
        return (
            now if Marker.of(now.body) == Marker.of(text) else github.edit_issue(thread.number, title=title, body=text)
        )
