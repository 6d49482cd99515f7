"""What an answer of GitHub's GraphQL means: fine, ask for less, ask again, wait, or give up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from commtui.activity.errors import ActivityError
from commtui.activity.github.questions import INTERESTS, RELEASES

Json = dict[str, Any]

# Kinds of errors that asking again does not mend.
_REFUSED = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES", "UNAUTHORIZED", "NOT_FOUND", "SAML_FAILURE"})
_STUMBLES = frozenset({500, 502, 503, 504})
# An answer with more broken nodes than this is asked for anew; with fewer, they are fetched alone.
_MANY = 10
_LONGEST_SAID = 200


class StaleCursorError(Exception):
    """A place in a list that GitHub no longer knows."""


class TroubleError(ActivityError):
    """GitHub stumbled each time, however little was asked; `down`: it cannot even be reached."""

    def __init__(self, reason: str, hint: str = "", *, down: bool = False) -> None:
        super().__init__(reason, hint)
        self.down = down


@dataclass(frozen=True, slots=True)
class Reply:
    """What came over the wire; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One of the `errors` beside the data."""

    kind: str
    path: tuple[str | int, ...]
    message: str

    @property
    def is_refusal(self) -> bool:
        """Whether asking again would be no use."""
        return self.kind in _REFUSED


@dataclass(frozen=True, slots=True)
class Answer:
    """Data, and what is wrong with parts of it; `size`: how many threads were asked for."""

    data: Json
    faults: tuple[Fault, ...] = ()
    size: int = 0

    def faults_at(self, *path: str | int) -> list[Fault]:
        """The faults at a place or below it."""
        return [each for each in self.faults if each.path[: len(path)] == path]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Data with an error that does not say where it is."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Smaller:
    """Too much was asked at once, or GitHub stumbled."""

    reason: str


@dataclass(frozen=True, slots=True)
class Again:
    """The answer was lost on its way; `reached`: something did answer."""

    reason: str
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Limited:
    """Asked too often; `seconds` to wait, or None where GitHub does not say."""

    seconds: float | None


Verdict = Answer | Doubtful | Smaller | Again | Limited


def judge(reply: Reply, now: float) -> Verdict:
    """What to make of a reply that came at `now`, in seconds since 1970.

    Raises:
        ActivityError: Asking again is no use.
        StaleCursorError: The question has to begin at the first page.
    """
    if reply.status in _STUMBLES:
        return Smaller(f"GitHub answers {reply.status}")
    try:
        body = json.loads(reply.text)
    except ValueError:
        body = None
    if reply.status >= 300:
        return _refused(reply, _said(body), now)
    if not isinstance(body, dict):
        return Again("GitHub's answer was cut off")
    return _of_data(body, reply, now)


def plain(text: str) -> str:
    """What a server says, as a part of one line."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(printable.split()).rstrip(".")
    return line if len(line) <= _LONGEST_SAID else f"{line[:_LONGEST_SAID]}…"


def _refused(reply: Reply, said: str, now: float) -> Limited:
    low = said.lower()
    is_limit = "rate limit" in low or "abuse" in low or reply.headers.get("x-ratelimit-remaining") == "0"
    if reply.status == 429 or (reply.status == 403 and (is_limit or "retry-after" in reply.headers)):
        return Limited(_wait(reply.headers, now))
    if reply.status == 401:
        raise ActivityError(
            "GitHub does not accept the token", "log in with `gh auth login`, or set another GITHUB_TOKEN"
        )
    if reply.status == 403:
        raise ActivityError(f"GitHub refuses: {said or 'no reason given'}", "the token needs the right to read here")
    if reply.status in (404, 405, 410) or reply.status < 400:
        raise ActivityError(f"there is no GraphQL at this address ({reply.status})", "see GITHUB_GRAPHQL_URL")
    raise ActivityError(f"GitHub answers {reply.status}: {said or 'no reason given'}")


def _of_data(body: Json, reply: Reply, now: float) -> Verdict:
    data, faults = body.get("data"), tuple(map(_fault, body.get("errors") or ()))
    kinds = {each.kind for each in faults}
    if "RATE_LIMITED" in kinds:
        return Limited(_wait(reply.headers, now))
    if "INVALID_CURSOR_ARGUMENTS" in kinds:
        raise StaleCursorError
    if not isinstance(data, dict):
        return _without_data(faults)
    if not faults:
        return Answer(data)
    if _is_broken(data, faults):
        return Smaller(f"GitHub says: {faults[0].message}")
    answer = Answer(data, faults)
    return answer if all(each.path for each in faults) else Doubtful(answer)


def _without_data(faults: tuple[Fault, ...]) -> Smaller:
    if not faults:
        return Smaller("GitHub answers nothing")
    first = faults[0]
    # What GitHub does not understand has a place in the question, or a kind; what it stumbled over has neither.
    if first.is_refusal or "something went wrong" not in first.message.lower():
        raise ActivityError(f"GitHub refuses: {first.message}")
    return Smaller(f"GitHub says: {first.message}")


def _is_broken(data: Json, faults: tuple[Fault, ...]) -> bool:
    """Whether so much is missing that it has to be asked for anew."""
    mendable = [each for each in faults if not each.is_refusal and each.path and not _is_aside(each)]
    whole = [each for each in mendable if each.path[0] == "repository" and not any(map(_is_index, each.path))]
    nodes = {each.path[: _depth(each.path)] for each in mendable}
    return bool(whole) or len(nodes) > _MANY or (bool(mendable) and not any(data.values()))


def _is_aside(fault: Fault) -> bool:
    """Whether it is in a list that we can do without, this time."""
    return fault.path[0] == "repository" and len(fault.path) > 1 and fault.path[1] in (RELEASES, *INTERESTS)


def _depth(path: tuple[str | int, ...]) -> int:
    return next((number + 1 for number, step in enumerate(path) if _is_index(step)), len(path))


def _is_index(step: str | int) -> bool:
    return isinstance(step, int)


def _fault(error: object) -> Fault:
    if not isinstance(error, dict):
        return Fault("", (), plain(str(error)))
    path = error.get("path")
    steps = tuple(each for each in path if isinstance(each, str | int)) if isinstance(path, list) else ()
    return Fault(str(error.get("type") or ""), steps, plain(str(error.get("message") or "an error without words")))


def _said(body: object) -> str:
    return plain(str(body.get("message") or "")) if isinstance(body, dict) else ""


def _wait(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds until GitHub answers again, by its own clock."""
    after = headers.get("retry-after", "").strip()
    if after.isdigit():
        return float(after)
    if after and (until := _date(after)) is not None:
        return max(until - _clock(headers, now), 0)
    reset = headers.get("x-ratelimit-reset", "").strip()
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        # Nobody knows when in that second.
        return max(int(reset) - _clock(headers, now), 0) + 1
    return None


def _clock(headers: Mapping[str, str], now: float) -> float:
    return _date(headers.get("date", "")) or now


def _date(text: str) -> float | None:
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def hour(seconds_from_now: float, now: float) -> str:
    """When that is, for people here, with the day where it is another."""
    when, today = datetime.fromtimestamp(now + seconds_from_now).astimezone(), datetime.fromtimestamp(now).astimezone()
    return when.strftime("%H:%M" if when.date() == today.date() else "%H:%M on %B %d")
