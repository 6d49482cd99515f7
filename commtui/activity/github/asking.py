"""Asks GitHub's GraphQL one question at a time, as patiently as it wants, and for as much as it can answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import InitVar, dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from commtui.activity.access import Access
from commtui.activity.errors import ActivityError
from commtui.activity.github.answers import (
    Again,
    Answer,
    Doubtful,
    Limited,
    Reply,
    Smaller,
    TroubleError,
    Verdict,
    hour,
    judge,
)
from commtui.activity.github.leaving import Leaving
from commtui.activity.github.questions import Question
from commtui.activity.progress import Progress, Retelling

if TYPE_CHECKING:
    from github.Requester import Requester

# GitHub itself gives up after ten seconds.
TIMEOUT_SECONDS = 30
LONGEST_WAIT = 300.0
# What GitHub asks for where it says nothing else; doubled each time.
_UNSAID_WAIT = 60.0
_TRIES = 5
_FIRST_TRIES = 3
_DOUBTS = 2
_MOST_LIMITS = 10
LARGEST, SMALLEST = 50, 5
_BEFORE_GROWING = 10
# So long, in seconds, nobody is asked whether the answer is still wanted.
_PATIENCE = 0.5
_UNTIL_ASKED = "seconds until GitHub is asked again"
_UNTIL_ANSWERED = "seconds until GitHub answers again"


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, in seconds since 1970, how to let some pass, and how many to give GitHub for an answer."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    timeout: int = TIMEOUT_SECONDS


@dataclass(slots=True)
class Size:
    """How many threads GitHub can tell at once: halved when it stumbles, doubled when all went well for long."""

    now: int = LARGEST
    well: int = 0
    patience: int = _BEFORE_GROWING

    def shrink(self) -> bool:
        """Ask for half; False if that is no less."""
        before = self.now
        self.now, self.well = max(SMALLEST, self.now // 2), 0
        # Where a larger size fails again and again, it is tried more and more rarely.
        self.patience = min(self.patience * 2, 1000)
        return self.now < before

    def succeed(self) -> None:
        """It could answer that."""
        self.well += 1
        if self.well >= self.patience:
            self.now, self.well = min(LARGEST, self.now * 2), 0


@dataclass(slots=True)
class Asker:
    """One who asks."""

    access: Access
    told: InitVar[Progress]
    clock: Clock = field(default_factory=Clock)
    longest_wait: float = LONGEST_WAIT
    size: Size = field(default_factory=Size)
    _answered: bool = False
    _waited: float = 0.0
    _limits: int = 0
    _unsaid: int = 0
    _requester: Requester | None = None
    progress: Retelling = field(init=False)

    def __post_init__(self, told: Progress) -> None:
        self.progress = Retelling(told)

    def ask(self, question: Callable[[int], Question]) -> Answer:
        """The answer to a question about so many threads at once.

        Raises:
            ActivityError: GitHub refuses, or has to be left alone for too long.
            TroubleError: It stumbled each time.
            StaleCursorError: It does not know the page that was asked for.
        """
        tries = doubts = 0
        while True:
            size = self.size.now
            verdict = self._asked(question(size))
            match verdict:
                case Answer():
                    return self._good(verdict, size)
                case Doubtful(answer):
                    doubts += 1
                    if doubts > _DOUBTS:
                        return self._good(answer, size)
                    self._let_pass(1, _UNTIL_ASKED)
                case Limited(seconds):
                    self._wait(seconds)
                case Smaller(reason):
                    if not self.size.shrink():
                        tries += 1
                    self._pause(tries, reason, reached=True)
                case Again(reason, reached):
                    tries += 1
                    self._pause(tries, reason, reached=reached)

    def close(self) -> None:
        """Leave the connection."""
        if self._requester is not None:
            self._requester.close()

    def _good(self, answer: Answer, size: int) -> Answer:
        self._answered, self._limits, self._unsaid = True, 0, 0
        self.size.succeed()
        return replace(answer, size=size)

    def _asked(self, question: Question) -> Verdict:
        import requests

        sent = {"query": question.query, "variables": question.variables}
        try:
            status, headers, text = self._answered_in_time(sent)
        except requests.exceptions.ConnectTimeout:
            return Again("it does not answer", reached=False)
        except requests.exceptions.Timeout:
            return Smaller(f"GitHub said nothing for {self.clock.timeout} seconds")
        except requests.exceptions.RequestException as error:
            # Its words may hold the password of a proxy.
            return Again(_lost(error), reached=isinstance(error, requests.exceptions.ChunkedEncodingError))
        except RuntimeError as error:
            raise ActivityError("GitHub moved to another address", "see GITHUB_GRAPHQL_URL") from error
        return judge(Reply(status, headers, text), self.clock.now())

    def _answered_in_time(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any], str]:
        """What comes back; while nothing does, who wants no more is heeded, and the answer left to a thread alone."""
        coming = Leaving().submit(self._connection().requestJson, "POST", self.access.graphql, input=sent)
        while not wait([coming], timeout=_PATIENCE).done:
            self.progress.again()
        return coming.result()

    def _connection(self) -> Requester:
        if self._requester is None:
            import github

            where = urlsplit(self.access.graphql)
            # It would try again and wait on its own, and tell nobody.
            self._requester = github.Github(
                base_url=f"{where.scheme}://{where.netloc}",
                auth=github.Auth.Token(self.access.required()),
                user_agent="commtui",
                timeout=self.clock.timeout,
                retry=None,
                seconds_between_requests=0,
                seconds_between_writes=0,
            ).requester
        return self._requester

    def _pause(self, tries: int, reason: str, *, reached: bool) -> None:
        most = _TRIES if self._answered or reached else _FIRST_TRIES
        if tries >= most:
            down = not reached
            where = urlsplit(self.access.graphql).netloc
            raise TroubleError(
                f"{where} cannot be reached: {reason}" if down else f"{reason}, each of {most} times",
                "what was fetched is kept; try again later" if self._answered else "try again later",
                down=down,
            )
        self._let_pass(float(2**tries) / 2, _UNTIL_ASKED)

    def _wait(self, seconds: float | None) -> None:
        """Let the time pass that GitHub asks for, and tell it.

        Raises:
            ActivityError: It is too long.
        """
        self._limits += 1
        needed = _UNSAID_WAIT * 2**self._unsaid if seconds is None else seconds
        self._unsaid += seconds is None
        if self._waited + needed > self.longest_wait or self._limits > _MOST_LIMITS:
            raise ActivityError(
                "GitHub asks to be left alone for a while",
                f"what was fetched is kept; try again after {hour(max(needed, 60), self.clock.now())}",
            )
        self._waited += needed
        self._let_pass(needed, _UNTIL_ANSWERED)

    def _let_pass(self, seconds: float, stage: str) -> None:
        """Let time pass, and tell it every second: who does not want the rest any more stops it so."""
        total, left = ceil(seconds), seconds
        while left > 0:
            self.progress.tell(stage, int(seconds - left), total)
            self.clock.sleep(min(left, 1.0))
            left -= 1
        self.progress.tell(stage, total, total)


def _lost(error: Exception) -> str:
    import requests

    match error:
        case requests.exceptions.ProxyError():
            return "the proxy does not let us through"
        case requests.exceptions.SSLError():
            return "its certificate is not trusted"
    return "the connection was lost"
