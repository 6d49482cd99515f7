"""A small GitHub on the loopback: comments on issues, as many as a test needs, and answers that go wrong on demand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "octo-garden/garden"
BOT = {"login": "github-actions[bot]", "type": "Bot"}


@dataclass
class Trouble:
    """What the next requests that fit meet: a status, a lost connection, or an answer that is cut, with its length
    told or in chunks; `applied` has the write done all the same."""

    method: str
    path: str
    status: int = 502
    body: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    applied: bool = False
    dropped: bool = False
    cut: bytes = b""
    times: int = 1


@dataclass
class StandIn:
    """The state of the repository, what was asked of it, and where it listens."""

    address: str = ""
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    threads: list[dict[str, Any]] = field(default_factory=list)
    permissions: dict[str, str] = field(default_factory=dict)
    labels: dict[int, list[str]] = field(default_factory=dict)
    artifacts: dict[int, tuple[dict[str, Any], bytes]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    ids: int = 5_000_000_000

    def says(self, number: int) -> list[str]:
        """The texts of the comments on an issue or pull request."""
        return [each["body"] for each in self.comments.get(number, [])]

    @property
    def writes(self) -> list[str]:
        """The requests that were to change something."""
        return [each for each in self.asked if not each.startswith("GET") and "graphql" not in each]

    def add(self, number: int, body: str, user: dict[str, str] | None = None) -> dict[str, Any]:
        """A comment that someone wrote."""
        self.ids += 1
        comment = {"id": self.ids, "body": body, "user": user or BOT, "html_url": f"https://example.org/c/{self.ids}"}
        self.comments.setdefault(number, []).append(comment)
        return comment

    def answer(self, method: str, path: str, asked: dict[str, list[str]], sent: Any) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers."""
        inner = path.removeprefix(f"/repos/{REPOSITORY}")
        match method, inner:
            case "GET", "/user":
                return 403, {"message": "Resource not accessible by integration"}, {}
            case "POST", "/graphql":
                return 200, {"data": {"viewer": {"login": "github-actions"}}}, {}
        if found := re.fullmatch(r"/issues/(\d+)/comments", inner):
            return self._comments(method, path, int(found[1]), asked, sent)
        if found := re.fullmatch(r"/issues/comments/(\d+)", inner):
            return self._comment(method, int(found[1]), sent)
        if found := re.fullmatch(r"/issues/(\d+)/labels", inner):
            self.labels.setdefault(int(found[1]), []).extend(sent["labels"])
            return 200, [{"name": each} for each in self.labels[int(found[1])]], {}
        if inner == "/issues":
            return self._open(sent) if method == "POST" else self._threads(path, asked)
        if found := re.fullmatch(r"/issues/(\d+)", inner):
            return self._thread(method, int(found[1]), sent)
        if found := re.fullmatch(r"/collaborators/([^/]+)/permission", inner):
            return self._permission(found[1].lower())
        if found := re.fullmatch(r"/pulls/(\d+)", inner):
            pull = self.pulls.get(int(found[1]))
            return (200, pull, {}) if pull else _NOT_FOUND
        if found := re.fullmatch(r"/actions/runs/(\d+)/artifacts", inner):
            return 200, {"artifacts": [each for each, _ in self.artifacts.values()]}, {}
        if found := re.fullmatch(r"/actions/artifacts/(\d+)/zip", inner):
            return 302, None, {"Location": f"{self.address}/kept/{found[1]}?sig=a%2Bb&z=1&a=2"}
        return _NOT_FOUND

    def _comments(
        self, method: str, path: str, number: int, asked: dict[str, list[str]], sent: Any
    ) -> tuple[int, Any, dict[str, str]]:
        if method == "POST":
            return 201, self.add(number, sent["body"]), {}
        page, size = (int(asked.get(name, [usual])[0]) for name, usual in (("page", "1"), ("per_page", "30")))
        found = self.comments.get(number, [])
        shown = found[(page - 1) * size : page * size]
        link = f'<{self.address}{path}?per_page={size}&page={page + 1}>; rel="next"'
        return 200, shown, {"Link": link} if page * size < len(found) else {}

    def _open(self, sent: Any) -> tuple[int, Any, dict[str, str]]:
        number = max((each["number"] for each in self.threads), default=0) + 1
        labels = [{"name": each} for each in sent.get("labels", [])]
        issue = {**sent, "number": number, "user": BOT, "state": "open", "labels": labels, "created_at": "2026-11-01"}
        self.threads.append({**issue, "html_url": f"https://example.org/i/{number}"})
        return 201, self.threads[-1], {}

    def _thread(self, method: str, number: int, sent: Any) -> tuple[int, Any, dict[str, str]]:
        for each in self.threads:
            if each["number"] == number:
                each.update(sent if method == "PATCH" else {})
                return 200, each, {}
        return _NOT_FOUND

    def _permission(self, login: str) -> tuple[int, Any, dict[str, str]]:
        """Everybody may read a public repository; who never came by is not known here."""
        authors = {(each["user"] or {}).get("login", "").lower() for each in self.threads}
        role = self.permissions.get(login, "read" if login in authors else None)
        return (200, {"permission": role, "role_name": role}, {}) if role else _NOT_FOUND

    def _threads(self, path: str, asked: dict[str, list[str]]) -> tuple[int, Any, dict[str, str]]:
        """Those of one author, whose login is compared in any case, a page at a time."""
        creator, label, page, size = (asked.get(name, [usual])[0] for name, usual in _PAGING)
        found = [each for each in self.threads if _is_by(each, creator) and (not label or label in _labels(each))]
        first, after = (int(page) - 1) * int(size), int(page) * int(size)
        link = f'<{self.address}{path}?creator={creator}&state=all&per_page={size}&page={int(page) + 1}>; rel="next"'
        return 200, found[first:after], {"Link": link} if after < len(found) else {}

    def _comment(self, method: str, id_: int, sent: Any) -> tuple[int, Any, dict[str, str]]:
        for comments in self.comments.values():
            for comment in comments:
                if comment["id"] == id_:
                    if method == "PATCH":
                        comment["body"] = sent["body"]
                    if method == "DELETE":
                        comments.remove(comment)
                        return 204, None, {}
                    return 200, comment, {}
        return _NOT_FOUND

    def trouble(self, method: str, path: str) -> Trouble | None:
        """What goes wrong with this request."""
        for each in self.troubles:
            if each.times > 0 and each.method == method and re.search(each.path, path):
                each.times -= 1
                return each
        return None


def _is_by(thread: dict[str, Any], creator: str) -> bool:
    return not creator or (thread["user"] or {}).get("login", "").lower() == creator.lower()


def _labels(thread: dict[str, Any]) -> list[str]:
    return [each["name"] for each in thread.get("labels", [])]


_PAGING = (("creator", ""), ("labels", ""), ("page", "1"), ("per_page", "30"))
_NOT_FOUND: tuple[int, Any, dict[str, str]] = (404, {"message": "Not Found"}, {})


@contextmanager
def serving(state: StandIn) -> Iterator[StandIn]:
    """Have it listen, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one packet: two would wait 40 ms for each other.
        wbufsize = -1

        def _do(self) -> None:
            split = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length)) if length else None
            state.asked.append(f"{self.command} {split.path}")
            state.tokens.append(self.headers.get("Authorization"))
            trouble = state.trouble(self.command, split.path)
            kept = re.fullmatch(r"/kept/(\d+)", split.path)
            if kept and trouble is None:
                content = state.artifacts[int(kept[1])][1] if split.query == "sig=a%2Bb&z=1&a=2" else b"forged"
                self._send(200, content, {})
                return
            if trouble is None or trouble.applied:
                status, found, headers = state.answer(self.command, split.path, parse_qs(split.query), sent)
            if trouble is None:
                self._send(status, b"" if found is None else json.dumps(found).encode(), headers)
            elif trouble.dropped or trouble.cut:
                self.close_connection = True
                self.wfile.write(trouble.cut)
            else:
                body = b"<html>Whoa there!</html>" if trouble.body is None else json.dumps(trouble.body).encode()
                self._send(trouble.status, body, trouble.headers)

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a test says what it wants to know."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
