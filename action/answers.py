"""What GitHub answers, as far as the tasks need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from action.fields import at, flag, table, text, whole

_GHOST = "ghost"
_MAY_CHANGE = frozenset({"admin", "maintain", "write", "triage"})


@dataclass(frozen=True, slots=True)
class User:
    """An account; `type` is User, Bot, Organization or Mannequin. One that was deleted is the ghost."""

    login: str
    type: str = "User"

    @classmethod
    def of(cls, data: object) -> User:
        """From a user's fields, or none."""
        return cls(text(data, "login") or _GHOST, text(data, "type") or "User")

    @property
    def is_ghost(self) -> bool:
        """Whether nobody knows who it was."""
        return self.login.lower() == _GHOST

    @property
    def is_bot(self) -> bool:
        """Whether GitHub itself says that it is no person."""
        return self.type in {"Bot", "Mannequin", "Organization"} or self.login.endswith("[bot]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on an issue or pull request."""

    id: int
    body: str
    author: User
    url: str = ""

    @classmethod
    def of(cls, data: object) -> Comment:
        """From a comment's fields."""
        return cls(whole(data, "id") or 0, text(data, "body"), User.of(at(data, "user")), text(data, "html_url"))


@dataclass(frozen=True, slots=True)
class Thread:
    """An issue or a pull request.

    `created` and `merged` are as GitHub writes them, such as `2026-03-01T10:00:00Z`; the latter is empty where it is
    not merged.
    """

    number: int
    body: str
    author: User
    is_pull: bool
    created: str
    url: str
    merged: str = ""

    @classmethod
    def of(cls, data: object) -> Thread:
        """From an issue's fields, which a pull request has too."""
        return cls(
            whole(data, "number") or 0,
            text(data, "body"),
            User.of(at(data, "user")),
            bool(table(data, "pull_request")),
            text(data, "created_at"),
            text(data, "html_url"),
            text(data, "pull_request", "merged_at"),
        )


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request; `head_repository` is empty where the fork was deleted."""

    number: int
    head_sha: str
    head_repository: str
    base_sha: str

    @classmethod
    def of(cls, data: object) -> Pull:
        """From a pull request's fields."""
        return cls(
            whole(data, "number") or 0,
            text(data, "head", "sha"),
            text(data, "head", "repo", "full_name"),
            text(data, "base", "sha"),
        )


@dataclass(frozen=True, slots=True)
class Permission:
    """What someone may do here: the role's name, also of one that an organization made, empty where it is not told; and
    whether it is to change anything, if only labels.
    """

    role: str
    may_change: bool

    @classmethod
    def of(cls, data: object) -> Permission:
        """From what GitHub says of a collaborator."""
        role, level = text(data, "role_name"), text(data, "permission")
        may_change = not _MAY_CHANGE.isdisjoint({role, level}) or any(
            flag(data, "user", "permissions", each) for each in ("triage", "push")
        )
        return cls(role or level, may_change)


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a workflow run uploaded: of so many bytes, and from a run of that commit."""

    id: int
    name: str
    size: int
    expired: bool

    @classmethod
    def of(cls, data: Any) -> Artifact:  # noqa: ANN401 - any JSON
        """From an artifact's fields."""
        return cls(whole(data, "id") or 0, text(data, "name"), whole(data, "size_in_bytes") or 0, flag(data, "expired"))
