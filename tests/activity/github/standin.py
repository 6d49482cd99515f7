"""A small GitHub on the loopback, which answers the questions of a download from lists that a test can change.

It does not understand GraphQL: it sees which lists are asked for, how many of each and after which cursor, and gives
every field it has. Its cursors are places in a list, so that a change in the middle of a download moves the pages.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]

_LISTS = re.compile(r"\b(\w+)\(first: (\d+), after: \$(\w+)")
_RESTS = re.compile(r"\bt(\d+): node\(.*?(timelineItems|comments|replies)\(first: (\d+)")
_AT_FIRST, _REPLIES_AT_FIRST = 30, 10
PLAIN_HEADERS = {"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "900"}


@dataclass
class Trouble:
    """What the next requests that fit meet. `kind`: a status, `drop`, `truncate`, or `errors` in a 200.

    `errors` stand beside the data where `with_data`, and `nulls` are the paths that are null then.
    """

    kind: str | int
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    errors: list[Json] = field(default_factory=list)
    nulls: list[list[str | int]] = field(default_factory=list)
    with_data: bool = False
    fits: Callable[[Json], bool] = lambda _: True
    times: int = 1


@dataclass
class Garden:
    """A repository on GitHub; `asked` are the questions so far, and `before` is called with the number of each."""

    name: str = "octo-garden/garden"
    id: str = "R_garden"
    issues: list[Json] = field(default_factory=list)
    pullRequests: list[Json] = field(default_factory=list)
    discussions: list[Json] = field(default_factory=list)
    releases: list[Json] = field(default_factory=list)
    stargazers: list[Json] = field(default_factory=list)
    forks: list[Json] = field(default_factory=list)
    watchers: list[Json] = field(default_factory=list)
    archived: bool = False
    has_issues: bool = True
    elsewhere: dict[str, Json] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    asked: list[Json] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    before: Callable[[int], None] = lambda _: None
    slow: float = 0.0
    address: str = ""

    def threads(self) -> list[Json]:
        """All of them."""
        return [*self.issues, *self.pullRequests, *self.discussions]

    def data(self, query: str, variables: Json) -> tuple[Json, list[Json]]:
        """Data and errors."""
        if "nodes(ids: $ids)" in query:
            return self._nodes({"nodes": variables["ids"]})
        if "t0: nodes(" in query:
            return self._nodes({f"t{key[3:]}": ids for key, ids in variables.items()})
        if rests := _RESTS.findall(query):
            return self._rests(rests, variables)
        return self._page(query, variables)

    def _page(self, query: str, variables: Json) -> tuple[Json, list[Json]]:
        is_here = variables.get("repository") == self.id or (
            f"{variables.get('owner')}/{variables.get('name')}".lower() == self.name.lower()
        )
        if not is_here:
            return {"repository": None}, [{"type": "NOT_FOUND", "path": ["repository"], "message": "Could not resolve"}]
        found: Json = {
            "id": self.id,
            "databaseId": 1,
            "nameWithOwner": self.name,
            "isArchived": self.archived,
            "hasIssuesEnabled": self.has_issues,
            "hasDiscussionsEnabled": True,
        }
        for name, first, variable in _LISTS.findall(query):
            found[name] = self._list(
                name, int(first), variables[variable], is_oldest_first="CREATED_AT, direction: ASC" in query
            )
        return {"repository": found}, []

    def _list(self, name: str, first: int, after: str | None, *, is_oldest_first: bool) -> Json:
        items = getattr(self, name)
        if is_oldest_first:
            items = sorted(items, key=lambda each: each["createdAt"])
        elif name in ("issues", "pullRequests", "discussions"):
            items = sorted(items, key=lambda each: each["updatedAt"], reverse=True)
        elif name == "stargazers":
            items = sorted(items, key=lambda each: each["starredAt"], reverse=True)
        elif name != "watchers":
            items = sorted(items, key=lambda each: each["createdAt"], reverse=True)
        page, info = _slice(items, first, after)
        content = "edges" if name == "stargazers" else "nodes"
        total = len(items) + self.hidden.get(name, 0)
        return {"totalCount": total, "pageInfo": info, content: [_told(each, self.id) for each in page]}

    def _nodes(self, wanted: dict[str, list[str]]) -> tuple[Json, list[Json]]:
        known = {each["id"]: each for each in self.threads()}
        data: Json = {}
        errors: list[Json] = []
        for part, ids in wanted.items():
            data[part] = []
            for place, id_ in enumerate(ids):
                if id_ in self.elsewhere:
                    data[part].append(_told(self.elsewhere[id_], "R_elsewhere"))
                elif id_ in known:
                    data[part].append(_told(known[id_], self.id))
                else:
                    data[part].append(None)
                    errors.append({"type": "NOT_FOUND", "path": [part, place], "message": f"no node {id_}"})
        return data, errors

    def _rests(self, rests: list[tuple[str, str, str]], variables: Json) -> tuple[Json, list[Json]]:
        holders = {each["id"]: each for each in self.threads()}
        holders |= {each["id"]: each for talk in self.discussions for each in talk["comments"]}
        data: Json = {}
        errors: list[Json] = []
        for number, part, first in rests:
            holder = holders.get(variables[f"id{number}"])
            data[f"t{number}"] = None
            if holder is None:
                errors.append({"type": "NOT_FOUND", "path": [f"t{number}"], "message": "no such node"})
                continue
            page, info = _slice(holder[part], int(first), variables[f"after{number}"])
            data[f"t{number}"] = {part: {"pageInfo": info, "nodes": [_told(each, self.id) for each in page]}}
        return data, errors

    def meet(self, asked: Json) -> Trouble | None:
        """What goes wrong with this question."""
        for trouble in self.troubles:
            if trouble.times > 0 and trouble.fits(asked):
                trouble.times -= 1
                return trouble
        return None


def _slice(items: list[Json], first: int, after: str | None) -> tuple[list[Json], Json]:
    start = int(after.removeprefix("place:")) if after else 0
    end = start + first
    return items[start:end], {"hasNextPage": end < len(items), "endCursor": f"place:{min(end, len(items))}"}


def _told(item: Json, repository: str) -> Json:
    """A thread or a comment with the first of what belongs to it."""
    told = dict(item)
    if "number" in item:
        told["repository"] = {"id": repository}
    for part, first in (("timelineItems", _AT_FIRST), ("comments", _AT_FIRST), ("replies", _REPLIES_AT_FIRST)):
        if part in item:
            page, info = _slice(item[part], first, None)
            told[part] = {"pageInfo": info, "nodes": [_told(each, repository) for each in page]}
    return told


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    garden: Garden

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(sent)
        self.garden.before(len(self.garden.asked) + 1)
        self.garden.asked.append(asked)
        self.garden.tokens.append(self.headers.get("Authorization", ""))
        time.sleep(self.garden.slow)
        self._answer(asked, self.garden.meet(asked))

    def _answer(self, asked: Json, trouble: Trouble | None) -> None:
        if trouble is not None and trouble.kind == "drop":
            self.close_connection = True
            return
        if trouble is not None and isinstance(trouble.kind, int):
            self._send(trouble.kind, json.dumps({"message": trouble.message}), trouble.headers)
            return
        data, errors = self.garden.data(asked["query"], asked["variables"])
        body: Json = {"data": {**data, "rateLimit": {"cost": 1}}}
        if trouble is not None:
            errors = [*errors, *trouble.errors]
            body = body if trouble.with_data or not trouble.errors else {"data": None}
            if trouble.nulls:
                body = deepcopy(body)
            for path in trouble.nulls:
                _null(body["data"], path)
        text = json.dumps({**body, "errors": errors} if errors else body)
        is_cut = trouble is not None and trouble.kind == "truncate"
        self._send(200, text[: len(text) // 2] if is_cut else text, trouble.headers if trouble else {})

    def _send(self, status: int, text: str, headers: dict[str, str]) -> None:
        body = text.encode()
        # Without the date of today, which is not that of the tests.
        self.send_response_only(status)
        for name, value in {**PLAIN_HEADERS, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def _null(data: Json, path: list[str | int]) -> None:
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = None


@contextmanager
def listening(garden: Garden) -> Iterator[Garden]:
    """The garden at an address on the loopback."""
    handler = type("Handler", (_Handler,), {"garden": garden})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    garden.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield garden
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
