"""GitHub as the tasks see it: few calls, small typed answers, errors that say what to do.

What only reads is asked again where GitHub stumbles. What writes is sent once: where its answer is lost, nobody knows
whether it was done, and `LostAnswerError` tells the caller to look. A refusal for going too fast was certainly not
done, so that is waited for and sent again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from action.answers import Artifact, Comment, Permission, Pull, Thread
from action.fields import rows, text
from action.wire import (
    ForbiddenError,
    GitHubError,
    LostAnswerError,
    NotFoundError,
    Wire,
)

__all__ = [
    "Comment",
    "ForbiddenError",
    "GitHub",
    "GitHubError",
    "LostAnswerError",
    "NotFoundError",
    "Pull",
    "Thread",
]

ACTIONS_LOGIN = "github-actions[bot]"
_INSTALLATION_TOKEN = "ghs_"  # noqa: S105 - how such tokens begin
_WHO = "query { viewer { login } }"


@dataclass(frozen=True)
class GitHub:
    """One repository on GitHub, named `owner/name`; every call may raise `GitHubError`."""

    repository: str
    wire: Wire

    @classmethod
    def connect(cls, repository: str, token: str, environment: Mapping[str, str]) -> GitHub:
        """A connection to where the runner says that GitHub is."""
        return cls(repository, Wire.to(environment.get("GITHUB_API_URL") or "https://api.github.com", token))

    @cached_property
    def own_login(self) -> str:
        """Who writes with this token, as comments name their authors.

        An Actions token may not ask who it is, but for GraphQL. Who does not know it would write again what is there.

        Raises:
            GitHubError: GitHub does not say.
        """
        if not self.wire.token.startswith(_INSTALLATION_TOKEN):
            try:
                return text(self.wire.get("/user"), "login")
            except ForbiddenError:
                pass
        login = text(self.wire.graphql(_WHO), "data", "viewer", "login")
        if not login:
            raise GitHubError("GitHub does not say who writes with this token")
        # Only an app cannot ask: GraphQL may name it without the suffix that REST gives it.
        return f"{login.removesuffix('[bot]')}[bot]"

    def comments(self, number: int) -> Iterator[Comment]:
        """All comments on an issue or pull request, the oldest first."""
        return map(Comment.of, self.wire.pages(self._at(f"issues/{number}/comments")))

    def comment(self, id_: int) -> Comment:
        """One comment."""
        return Comment.of(self.wire.get(self._at(f"issues/comments/{id_}")))

    def create_comment(self, number: int, body: str) -> Comment:
        """Comment on an issue or pull request; raises `LostAnswerError` where nobody knows whether it was done."""
        path = self._at(f"issues/{number}/comments")
        return Comment.of(self.wire.send("POST", path, {"body": body}, needs=_COMMENTING))

    def edit_comment(self, id_: int, body: str) -> Comment:
        """Give a comment another text; raises `LostAnswerError` where nobody knows whether it was done."""
        path = self._at(f"issues/comments/{id_}")
        return Comment.of(self.wire.send("PATCH", path, {"body": body}, needs=_COMMENTING))

    def delete_comment(self, id_: int) -> None:
        """Take a comment away; one that is gone already is fine."""
        try:
            self.wire.send("DELETE", self._at(f"issues/comments/{id_}"), None, needs=_COMMENTING)
        except NotFoundError:
            return

    def thread(self, number: int) -> Thread:
        """An issue or pull request."""
        return Thread.of(self.wire.get(self._at(f"issues/{number}")))

    def threads_by(self, login: str) -> Iterator[Thread]:
        """All issues and pull requests that a login opened, the oldest first; where issues are disabled, only the
        pull requests.
        """
        asked = {"creator": login, "state": "all", "sort": "created", "direction": "asc"}
        return map(Thread.of, self.wire.pages(self._at("issues"), asked))

    def threads(self, **asked: str) -> Iterator[Thread]:
        """The issues and pull requests that fit, such as `labels="newcomer", state="all"`."""
        return map(Thread.of, self.wire.pages(self._at("issues"), asked))

    def create_issue(self, title: str, body: str, labels: Sequence[str] = ()) -> Thread:
        """Open an issue; raises `LostAnswerError` where nobody knows whether it was done."""
        sent = {"title": title, "body": body, **({"labels": list(labels)} if labels else {})}
        return Thread.of(self.wire.send("POST", self._at("issues"), sent, needs="issues: write"))

    def edit_issue(self, number: int, **fields: str) -> Thread:
        """Change an issue's `title`, `body` or `state`; raises `LostAnswerError` like `create_issue`."""
        return Thread.of(self.wire.send("PATCH", self._at(f"issues/{number}"), fields, needs="issues: write"))

    def add_labels(self, number: int, labels: Sequence[str]) -> None:
        """Label an issue or pull request; a label that is there already is fine, so a lost answer is asked again."""
        path = self._at(f"issues/{number}/labels")
        sent = {"labels": list(labels)}
        try:
            self.wire.send("POST", path, sent, needs=_COMMENTING)
        except LostAnswerError:
            self.wire.send("POST", path, sent, needs=_COMMENTING)

    def pull(self, number: int) -> Pull:
        """A pull request."""
        return Pull.of(self.wire.get(self._at(f"pulls/{number}")))

    def permission(self, login: str) -> Permission | None:
        """What a login may do here, which is to read at least in a public repository; None where GitHub does not
        say it.
        """
        try:
            found = Permission.of(self.wire.get(self._at(f"collaborators/{quote(login, safe='')}/permission")))
        except NotFoundError:
            return None
        return found if found.role else None

    def artifacts(self, run: int, name: str) -> list[Artifact]:
        """The artifacts of that name that a workflow run uploaded, the newest first."""
        answer = self.wire.get(self._at(f"actions/runs/{run}/artifacts"), {"name": name, "per_page": 100})
        found = [Artifact.of(each) for each in rows(answer, "artifacts")]
        return sorted((each for each in found if each.name == name), key=lambda each: -each.id)

    def artifact_zip(self, id_: int, most: int) -> bytes:
        """The zip file of an artifact, of so many bytes at most."""
        return self.wire.file(self._at(f"actions/artifacts/{id_}/zip"), most, needs="actions: read")

    def _at(self, path: str) -> str:
        return f"/repos/{self.repository}/{path}"


_COMMENTING = "issues: write or pull-requests: write"
