"""Threads as GitHub tells them, and as the cache keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from commtui.activity.github.answers import Json
from commtui.activity.github.questions import (
    COMMENTS,
    DISCUSSIONS,
    FORKS,
    INTERESTS,
    ISSUES,
    KINDS,
    PULLS,
    REPLIES,
    STARS,
    TIMELINE_OF_ISSUE,
    TIMELINE_OF_PULL,
    Rest,
)

Row = tuple[Any, ...]

_ACTOR_KINDS = {"Bot": "bot", "Mannequin": "mannequin", "Organization": "organization"}
_EVENT_KINDS = {
    "IssueComment": "comment",
    "PullRequestReview": "review",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
    "MergedEvent": "merged",
    "ReadyForReviewEvent": "ready",
    "ConvertToDraftEvent": "draft",
}
_PARTS = {ISSUES: TIMELINE_OF_ISSUE, PULLS: TIMELINE_OF_PULL, DISCUSSIONS: COMMENTS}


@dataclass(slots=True)
class Story:
    """A thread with its timeline, of which `rests` are still to be fetched; rows are as in the cache's tables."""

    id: str
    number: int
    updated: datetime
    row: Row
    events: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether all of it is here."""
        return not self.rests

    def take(self, rest: Rest, node: Json) -> None:
        """Add what was fetched of a rest."""
        self.rests.remove(rest)
        items = node["timelineItems"] if rest.part in (TIMELINE_OF_ISSUE, TIMELINE_OF_PULL) else node[rest.part]
        self._items(rest.node, rest.part, items)

    def _items(self, node: str, part: str, items: Json) -> None:
        self.rests += _more(self.id, node, part, items["pageInfo"])
        for item in items["nodes"] or ():
            # What one may not see is null, or has no kind that we asked for.
            if not item or "id" not in item:
                continue
            self._event(item)
            if "replies" in item:
                self._items(item["id"], REPLIES, item["replies"])

    def _event(self, item: Json) -> None:
        kind = _EVENT_KINDS.get(item.get("__typename", "IssueComment"), "comment")
        state = item["state"].lower() if "state" in item else None
        # A review that is not submitted yet has no other time.
        happened = item.get("submittedAt") or item["createdAt"]
        who = self._actor(item.get("author") or item.get("actor"))
        hidden = bool(item.get("isMinimized"))
        row = (item["id"], self.id, kind, who, moment(happened), hidden, state, item.get("url"))
        self.events.append(row)

    def _actor(self, raw: Json | None) -> str | None:
        actor = actor_row(raw)
        if actor is None:
            return None
        self.actors.append(actor)
        return str(actor[0])


def story(name: str, raw: Json) -> Story:
    """A thread of the list `name`.

    Raises:
        KeyError, TypeError, ValueError: It is not told as we asked.
    """
    number, updated = int(raw["number"]), moment(raw["updatedAt"])
    author = actor_row(raw["author"])
    labels = [each["name"] for each in (raw["labels"] or {}).get("nodes") or () if each]
    row = (
        raw["id"],
        KINDS[name],
        number,
        raw["title"],
        raw["url"],
        author[0] if author else None,
        moment(raw["createdAt"]),
        updated,
        _moment(raw["closedAt"]),
        _moment(raw.get("mergedAt")),
        bool(raw.get("isDraft")),
        labels,
        False,
    )
    made = Story(raw["id"], number, updated, row, actors=[author] if author else [])
    made._items(raw["id"], _PARTS[name], raw["comments"] if name == DISCUSSIONS else raw["timelineItems"])
    return made


def list_of(raw: Json) -> str:
    """Which list a thread belongs to that was fetched by its id."""
    if "comments" in raw:
        return DISCUSSIONS
    return PULLS if "isDraft" in raw else ISSUES


def actor_row(raw: Json | None) -> Row | None:
    """An account; None for one that was deleted."""
    if not raw or "id" not in raw:
        return None
    kind = _ACTOR_KINDS.get(raw["__typename"], "user")
    return (f"github:{raw['id']}", kind, raw["login"], raw.get("databaseId"), raw.get("name") or None, None)


def interests(name: str, connection: Json) -> Iterator[tuple[Row, Row, str | None]]:
    """Who looks on: the account, the interest, and since when as GitHub writes it."""
    if name == STARS:
        found = [(each["node"], each["starredAt"]) for each in connection["edges"] or () if each]
    elif name == FORKS:
        found = [(each["owner"], each["createdAt"]) for each in connection["nodes"] or () if each]
    else:
        found = [(each, None) for each in connection["nodes"] or ()]
    for raw, since in found:
        if actor := actor_row(raw):
            yield actor, (actor[0], INTERESTS[name], _moment(since)), since


def release_row(raw: Json) -> Row | None:
    """A release; None for one that is not out yet."""
    if raw["isDraft"] or not (when := raw["publishedAt"] or raw["createdAt"]):
        return None
    return (f"github:{raw['id'] or raw['tagName']}", "github", raw["name"] or raw["tagName"], moment(when), raw["url"])


def moment(text: str) -> datetime:
    """A time as GitHub writes it, naive and UTC."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _more(thread: str, node: str, part: str, page_info: Json) -> list[Rest]:
    if not page_info["hasNextPage"] or not page_info["endCursor"]:
        return []
    return [Rest(thread, node, part, page_info["endCursor"])]
