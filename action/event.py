"""What happened on GitHub, from the file that the runner wrote; only what is of the right type is taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from action.answers import Pull, User
from action.fields import at, flag, table, text, whole

# GitHub itself sends no larger ones.
_MOST_BYTES = 25 * 1024 * 1024
_THREADS = ("issue", "pull_request")


class EventError(Exception):
    """The payload cannot be read, in one line."""


@dataclass(frozen=True)
class Event:
    """An event by its name, such as `pull_request`, with its payload."""

    name: str
    payload: Mapping[str, Any]

    @classmethod
    def read(cls, name: str, path: Path) -> Event:
        """The event of a payload's file.

        Raises:
            EventError: It is not there, too large, or no JSON table.
        """
        return cls(name, _read(path))

    @classmethod
    def guess(cls, path: Path) -> Event:
        """The event of a payload's file, by what is in it; a pull request may as well be one of its target's.

        Raises:
            EventError: It is not there, too large, or no JSON table.
        """
        payload = _read(path)
        names = ("workflow_run", "pull_request", "issue", "schedule")
        found = next((name for name in names if name in payload), "workflow_dispatch" if "inputs" in payload else "")
        return cls({"issue": "issues"}.get(found, found), payload)

    @property
    def action(self) -> str:
        """What was done, such as `opened`."""
        return text(self.payload, "action")

    @property
    def is_about_pull(self) -> bool:
        """Whether it is about a pull request."""
        return bool(table(self.payload, "pull_request"))

    @cached_property
    def number(self) -> int | None:
        """The number of the issue or pull request that it is about."""
        return next((found for each in _THREADS if (found := whole(self.payload, each, "number"))), None)

    @cached_property
    def author(self) -> User:
        """Who opened the issue or pull request."""
        return User.of(next((found for each in _THREADS if (found := at(self.payload, each, "user"))), None))

    @cached_property
    def pull(self) -> Pull | None:
        """The pull request that it is about."""
        return Pull.of(at(self.payload, "pull_request")) if self.is_about_pull and self.number else None

    @property
    def url(self) -> str:
        """The page of the issue or pull request."""
        return next((found for each in _THREADS if (found := text(self.payload, each, "html_url"))), "")

    @property
    def is_merged(self) -> bool:
        """Whether it is about a pull request that was merged."""
        return flag(self.payload, "pull_request", "merged")

    @property
    def label(self) -> str:
        """The label that was put on or taken away."""
        return text(self.payload, "label", "name")

    @property
    def repository(self) -> str:
        """The `owner/name` of the repository in which it happened, or nothing."""
        return text(self.payload, "repository", "full_name")

    @property
    def before(self) -> str:
        """The commit that a branch was at before a push, or that a merge queue merges into."""
        return text(self.payload, "before") or text(self.payload, "merge_group", "base_sha")


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EventError(f"the payload cannot be read: {error.strerror or error}") from None
    if len(raw) > _MOST_BYTES:
        raise EventError(f"the payload has more than {_MOST_BYTES:,} bytes")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise EventError("the payload is no JSON") from None
    if not isinstance(found, dict):
        raise EventError("the payload is no JSON table")
    return found
