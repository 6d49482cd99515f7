"""The wire to GitHub: requests with our own patience, through the requester of PyGithub, loaded when it is needed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from action.fields import rows, table, text
from commtui.model.words import printable, shorten

if TYPE_CHECKING:
    from github.Requester import Requester

_TIMEOUT = 30
_TRIES = 5
# In seconds, for all requests of a task together: a runner's minutes are someone's money.
_PATIENCE = 240.0
_WHERE_GITHUB_DOES_NOT_SAY = 60.0
_MOST_PAGES = 200
_LONGEST_REASON = 300
_API_VERSION = "2022-11-28"
_READ_ONLY = "Resource not accessible by"
# What may be in a header, and nothing that could end it.
_is_token = re.compile(r"[!-~]*").fullmatch


class GitHubError(Exception):
    """What GitHub could not or would not do, in one line."""


class ForbiddenError(GitHubError):
    """The token may not do this."""


class NotFoundError(GitHubError):
    """There is no such thing, or the token may not see it."""


class LostAnswerError(GitHubError):
    """A write was sent and its answer lost: it may have been done or not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; header names are in small letters."""

    status: int
    headers: Mapping[str, Any]
    body: str

    @property
    def is_refusal_for_haste(self) -> bool:
        """Whether a limit of requests was reached, so that nothing was done."""
        if self.status == 429:
            return True
        return self.status == 403 and ("retry-after" in self.headers or "rate limit" in self.body[:2_000].lower())

    def wait(self, now: float) -> float:
        """For how many seconds GitHub wants to be left alone."""
        asked = str(self.headers.get("retry-after", ""))
        if asked.isdecimal():
            # Some say 0, again and again.
            return max(float(asked), 1)
        reset = str(self.headers.get("x-ratelimit-reset", ""))
        if self.headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
            return max(float(reset) - now, 0) + 1
        return _WHERE_GITHUB_DOES_NOT_SAY


@dataclass
class Wire:
    """Requests with a token to an address such as `https://api.github.com`."""

    address: str
    token: str
    requester: Requester
    sleep: Callable[[float], None] = time.sleep
    patience: float = field(default=_PATIENCE)

    @classmethod
    def to(cls, address: str, token: str) -> Wire:
        """A wire to this address; nothing is sent yet.

        Raises:
            GitHubError: The address or the token is no such thing.
        """
        from github import Auth, Github

        address, token = address.rstrip("/"), token.strip()
        # It is not named, for whoever reads the log must not know it.
        if not _is_token(token):
            raise GitHubError("the token has spaces, line ends or letters in it that no token has: store it anew")
        try:
            # It must repeat nothing by itself: it would send a comment again whose answer was lost.
            github = Github(
                auth=Auth.Token(token) if token else None,
                base_url=address,
                timeout=_TIMEOUT,
                user_agent="commtui",
                per_page=100,
                retry=0,
                seconds_between_requests=None,
                seconds_between_writes=None,
                lazy=True,
                api_version=_API_VERSION,
            )
        except AssertionError:
            raise GitHubError(f"not an address of GitHub: {address}") from None
        return cls(address, token, github.requester)

    def get(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """What GitHub answers to a question."""
        return self._read(path, asked)[1]

    def pages(self, path: str, asked: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The members of a list, from all its pages; what is no list is no empty one, for that would mean something."""
        address, parameters = path, {"per_page": 100, **(asked or {})}
        for _ in range(_MOST_PAGES):
            answer, found = self._read(address, parameters)
            if not isinstance(found, list):
                raise GitHubError(f"GitHub did not answer {path} with a list")
            yield from found
            # It has the parameters in it, and names the host: only its path is used.
            address, parameters = _next_page(str(answer.headers.get("link", ""))), {}
            if not address:
                return
        raise GitHubError(f"GitHub has more than {_MOST_PAGES * 100:,} of {path}")

    def graphql(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """What GraphQL answers to a query, which changes nothing."""
        sent = {"query": query, "variables": dict(variables or {})}
        path = self.requester.graphql_url
        for turn in range(_TRIES):
            found = self._patiently(lambda: self._ask("POST", path, None, sent), "GraphQL", "")[1]
            if table(found, "data"):
                break
            # It says with a 200 too that it stumbled, or wants to be left alone.
            self._wait(2.0**turn)
        return found

    def send(self, verb: str, path: str, sent: Mapping[str, Any] | None, *, needs: str) -> Any:  # noqa: ANN401 - any JSON
        """Write something, once; `needs` is the permission that it takes.

        Raises:
            LostAnswerError: Nobody knows whether it was done.
        """
        while True:
            try:
                answer = self._ask(verb, path, None, sent)
            except OSError as error:
                raise LostAnswerError(f"the answer to {verb} {path} was lost: {_reason(error)}") from None
            if answer.status >= 500:
                raise LostAnswerError(f"the answer to {verb} {path} was lost: GitHub answered {answer.status}")
            if answer.is_refusal_for_haste:
                self._wait(answer.wait(time.time()))
                continue
            _refuse(answer, path, needs)
            _refuse_elsewhere(answer, path)
            try:
                return json.loads(answer.body) if answer.body else None
            except ValueError:
                raise LostAnswerError(f"the answer to {verb} {path} was lost: only a part of it came") from None

    def location(self, path: str, *, needs: str) -> str:
        """Where GitHub sends those who ask for a file."""
        answer = self._patiently(lambda: self._ask("GET", path, None, None), path, needs, is_json=False)[0]
        found = str(answer.headers.get("location", ""))
        if answer.status not in {302, 307} or not found:
            raise GitHubError(f"GitHub does not say where {path} is")
        return found

    def file(self, path: str, most: int, *, needs: str) -> bytes:
        """A file from where GitHub keeps it, fetched without any token; of so many bytes at most."""
        trouble = ""
        for turn in range(_TRIES):
            if turn:
                self._wait(2.0 ** (turn - 1))
            # Asked for each time, for it is good for a minute only.
            location = self.location(path, needs=needs)
            try:
                return _download(location, self.address, most)
            except (OSError, HTTPException) as error:
                trouble = _reason(error)
        raise GitHubError(f"{path} could not be read, {_TRIES} times: {trouble}")

    def _read(self, path: str, asked: Mapping[str, Any] | None) -> tuple[Answer, Any]:
        return self._patiently(lambda: self._ask("GET", path, asked, None), path, "")

    def _ask(self, verb: str, path: str, asked: Mapping[str, Any] | None, sent: Mapping[str, Any] | None) -> Answer:
        parameters = dict(asked) if asked else None
        try:
            status, headers, body = self.requester.requestJson(verb, path, parameters, input=sent)
        except RuntimeError as error:
            raise GitHubError(shorten(printable(str(error)), _LONGEST_REASON)) from None
        return Answer(status, headers, body)

    def _patiently(
        self, ask: Callable[[], Answer], path: str, needs: str, *, is_json: bool = True
    ) -> tuple[Answer, Any]:
        """Ask until there is an answer, with longer pauses each time."""
        trouble = ""
        for turn in range(_TRIES):
            if turn:
                self._wait(2.0 ** (turn - 1))
            try:
                answer = ask()
                while answer.is_refusal_for_haste:
                    self._wait(answer.wait(time.time()))
                    answer = ask()
            except OSError as error:
                trouble = _reason(error)
                continue
            if answer.status >= 500:
                trouble = f"GitHub answered {answer.status}"
                continue
            _refuse(answer, path, needs)
            if not is_json:
                return answer, None
            _refuse_elsewhere(answer, path)
            try:
                return answer, json.loads(answer.body)
            except ValueError:
                trouble = "only a part of the answer came"
        raise GitHubError(f"{path} could not be read, {_TRIES} times: {trouble}")

    def _wait(self, seconds: float) -> None:
        if seconds > self.patience:
            raise GitHubError(f"GitHub wants to be left alone for {seconds:,.0f} seconds: run this again later")
        self.patience -= seconds
        self.sleep(seconds)


def _download(location: str, address: str, most: int) -> bytes:
    """What is there; raises `OSError` and `HTTPException` too."""
    if urlsplit(location).scheme not in {"https", urlsplit(address).scheme}:
        raise GitHubError("GitHub keeps the file at an address that is not safe")
    with urlopen(Request(location, headers={"User-Agent": "commtui"}), timeout=_TIMEOUT) as answer:  # noqa: S310 - checked above
        found: bytes = answer.read(most + 1)
        if answer.length and len(found) <= most:
            raise IncompleteRead(found, answer.length)
    if len(found) > most:
        raise GitHubError(f"the file has more than {most:,} bytes")
    return found


def _refuse(answer: Answer, path: str, needs: str) -> None:
    if answer.status < 400:
        return
    said = _said(answer)
    path = shorten(printable(path), _LONGEST_REASON)
    match answer.status:
        case 401:
            raise GitHubError(f"GitHub does not know this token (401): {said}")
        case 403 if _READ_ONLY in said:
            wanted = f"it needs the permission `{needs}`" if needs else f"to read {path} it needs more permissions"
            hint = "; a run for a pull request from a fork has a token that may only read" if needs else ""
            raise ForbiddenError(f"the token may not do this (403): {wanted}{hint}")
        case 403:
            raise ForbiddenError(f"GitHub refuses {path} (403): {said}")
        case 404:
            raise NotFoundError(f"GitHub has no {path}, or the token may not see it (404)")
        case 410:
            raise NotFoundError(f"{path} is gone, or switched off in this repository (410): {said}")
        case _:
            raise GitHubError(f"GitHub refuses what was sent to {path} ({answer.status}): {said}")


def _refuse_elsewhere(answer: Answer, path: str) -> None:
    """Where GitHub says that something is elsewhere, nothing was done. PyGithub goes there for some that only read."""
    if 300 <= answer.status < 400:
        path = shorten(printable(path), _LONGEST_REASON)
        raise GitHubError(f"GitHub has {path} elsewhere now ({answer.status}): say the repository's new name")


def _said(answer: Answer) -> str:
    """Why GitHub refused, in its own words."""
    try:
        data = json.loads(answer.body)
    except ValueError:
        return "no reason given"
    details = [each if isinstance(each, str) else text(each, "message") for each in rows(data, "errors")]
    said = ": ".join(each for each in (text(data, "message"), "; ".join(filter(None, details))) if each)
    return shorten(printable(said), _LONGEST_REASON) or "no reason given"


def _reason(error: Exception) -> str:
    return shorten(printable(str(error)), _LONGEST_REASON) or type(error).__name__


def _next_page(link: str) -> str:
    """The address that a `Link` header calls the next, or nothing."""
    for part in link.split(","):
        address, _, facts = part.partition(";")
        if 'rel="next"' in facts:
            return address.strip().removeprefix("<").removesuffix(">")
    return ""
