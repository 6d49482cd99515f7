"""A dry run: what would be written on GitHub is told in the log, and what is read is read as usual.

Without a token nothing is asked of GitHub at all: it is as if it held nothing yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from action.github import ACTIONS_LOGIN, GitHub
from action.output import Output
from action.wire import NotFoundError, Wire

_MADE_UP = 1


@dataclass
class Rehearsal(Wire):
    """A wire on which nothing is written; `told` is where it is told instead."""

    told: Output | None = None

    def send(self, verb: str, path: str, sent: Mapping[str, Any] | None, *, needs: str) -> Any:  # noqa: ANN401 - any JSON
        """Tell what would be sent, and answer as GitHub would."""
        if self.told is not None:
            self.told.say(_told(verb, path, sent))
        return {"id": _MADE_UP, "number": _MADE_UP, "user": {"login": ACTIONS_LOGIN, "type": "Bot"}, **(sent or {})}


@dataclass
class Blank(Rehearsal):
    """A wire on which nothing is asked either."""

    def get(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """That whoever asks is the runner, that all others may read, and nothing else, for there is none."""
        if path == "/user":
            return {"login": ACTIONS_LOGIN}
        if path.endswith("/permission"):
            return {"permission": "read"}
        raise NotFoundError(f"without a token nothing is asked of GitHub: {path} is not known")

    def pages(self, path: str, asked: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Nothing."""
        return iter(())

    def graphql(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """That whoever asks is the runner."""
        return {"data": {"viewer": {"login": ACTIONS_LOGIN}}}

    def location(self, path: str, *, needs: str) -> str:
        """Nothing: there is none."""
        raise NotFoundError(f"without a token nothing is asked of GitHub: {path} is not known")


def rehearse(repository: str, token: str, environment: Mapping[str, str], output: Output) -> GitHub:
    """GitHub for a dry run."""
    real = GitHub.connect(repository, token, environment).wire
    kind = Rehearsal if token else Blank
    return GitHub(repository, kind(real.address, real.token, real.requester, told=output))


def _told(verb: str, path: str, sent: Mapping[str, Any] | None) -> str:
    """What would be sent: its text as people will read it, the rest as JSON."""
    rest = {name: value for name, value in (sent or {}).items() if name != "body"}
    head = f"would send: {verb} {path}{f' {json.dumps(rest, ensure_ascii=False)}' if rest else ''}"
    body = str((sent or {}).get("body", ""))
    return "\n".join([head, *(f"  | {line}" for line in body.split("\n") if body)])
