"""Numbers proposed for the plan: one pull request, never the default branch, and no for an answer."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from action.github import GitHub
from action.proposal import propose
from action.wire import ForbiddenError
from tests.action.standin import REPOSITORY, StandIn, Trouble, serving

BRANCH = "commtui/metrics-2026-q4"
FILES = {"community/metrics/2026-Q4.toml": "[[measurement]]\n"}
Reply = tuple[int, Any, dict[str, str]]
MISSING: Reply = (404, {"message": "Not Found"}, {})


@dataclass
class Shelf(StandIn):
    """A GitHub with branches, files and pull requests."""

    heads: dict[str, str] = field(default_factory=lambda: {"main": "a" * 40})
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    proposals: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, method: str, path: str, asked: dict[str, list[str]], sent: Any) -> Reply:
        """Status, JSON and headers."""
        inner = path.removeprefix(f"/repos/{REPOSITORY}")
        if inner == "":
            return 200, {"default_branch": "main"}, {}
        if inner == "/pulls":
            return self._proposal(sent) if method == "POST" else self._proposals(asked)
        if found := re.fullmatch(r"/git/ref/heads/(.+)", inner):
            return (200, {"object": {"sha": self.heads[found[1]]}}, {}) if found[1] in self.heads else MISSING
        if inner == "/git/refs":
            self.heads[sent["ref"].removeprefix("refs/heads/")] = sent["sha"]
            return 201, {}, {}
        if found := re.fullmatch(r"/git/refs/heads/(.+)", inner):
            self.heads[found[1]] = sent["sha"]
            self.files = {key: text for key, text in self.files.items() if key[0] != found[1]}
            return 200, {}, {}
        if found := re.fullmatch(r"/contents/(.+)", inner):
            return self._file(method, found[1], asked, sent)
        return super().answer(method, path, asked, sent)

    def _proposals(self, asked: dict[str, list[str]]) -> Reply:
        state = asked["state"][0]
        return 200, [each for each in self.proposals if state in ("all", each["state"])], {}

    def _proposal(self, sent: Any) -> Reply:
        self.proposals.append({**sent, "number": 7, "state": "open", "merged_at": None, "html_url": "https://pr/7"})
        return 201, self.proposals[-1], {}

    def _file(self, method: str, name: str, asked: dict[str, list[str]], sent: Any) -> Reply:
        if method == "PUT":
            self.files[sent["branch"], name] = base64.b64decode(sent["content"]).decode()
            return 200, {}, {}
        found = self.files.get((asked["ref"][0], name))
        if found is None:
            return MISSING
        return 200, {"sha": "b" * 40, "content": base64.b64encode(found.encode()).decode()}, {}


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    state = Shelf()
    with serving(state):
        yield state


@pytest.fixture
def github(shelf: Shelf) -> GitHub:
    found = GitHub.connect(REPOSITORY, "ghs_garden", {"GITHUB_API_URL": shelf.address})
    return GitHub(REPOSITORY, replace(found.wire, sleep=lambda _seconds: None))


def proposed(github: GitHub, files: dict[str, str] | None = None) -> str:
    return propose(github, "2026-Q4", FILES if files is None else files, "Measurements", "Why").done


def test_numbers_are_proposed_once_and_brought_up_to_date_in_the_same_pull_request(
    github: GitHub, shelf: Shelf
) -> None:
    assert proposed(github) == "the numbers are proposed"
    assert shelf.files == {(BRANCH, "community/metrics/2026-Q4.toml"): "[[measurement]]\n"}
    writes = len(shelf.writes)
    assert proposed(github) == "the proposal is up to date already"
    assert len(shelf.writes) == writes
    assert proposed(github, {"community/metrics/2026-Q4.toml": "other\n"}) == "the proposal is brought up to date"
    assert len(shelf.proposals) == 1
    assert (shelf.proposals[0]["head"], shelf.proposals[0]["base"]) == (BRANCH, "main")
    assert all(branch == BRANCH for branch, _ in shelf.files)
    assert shelf.heads["main"] == "a" * 40


def test_what_people_declined_is_not_proposed_again(github: GitHub, shelf: Shelf) -> None:
    proposed(github)
    shelf.proposals[0]["state"] = "closed"
    writes = len(shelf.writes)
    assert "declined" in proposed(github)
    assert len(shelf.writes) == writes


def test_after_a_merge_new_numbers_are_proposed_from_the_default_branch_anew(github: GitHub, shelf: Shelf) -> None:
    proposed(github)
    shelf.proposals[0] |= {"state": "closed", "merged_at": "2026-11-20T10:00:00Z"}
    shelf.heads["main"] = "c" * 40
    assert proposed(github, {"community/metrics/2026-Q4.toml": "other\n"}) == "the numbers are proposed"
    assert shelf.heads[BRANCH] == "c" * 40
    assert len(shelf.proposals) == 2


def test_nothing_new_is_nothing_to_propose(github: GitHub, shelf: Shelf) -> None:
    assert "already" in proposed(github, {})
    assert shelf.writes == []


@pytest.mark.parametrize(("verb", "path"), [("POST", "git/refs"), ("PUT", "contents"), ("POST", "pulls")])
def test_a_write_whose_answer_was_lost_is_not_done_twice(github: GitHub, shelf: Shelf, verb: str, path: str) -> None:
    shelf.troubles = [Trouble(verb, path, 502, applied=True)]
    assert proposed(github) == "the numbers are proposed"
    assert len(shelf.proposals) == 1
    assert sum(each.startswith(verb) and path in each for each in shelf.writes) == 1


def test_a_token_that_may_not_is_told_what_it_lacks(github: GitHub, shelf: Shelf) -> None:
    shelf.troubles = [Trouble("POST", "git/refs", 403, {"message": "Resource not accessible by integration"}, times=9)]
    with pytest.raises(ForbiddenError, match="contents: write"):
        proposed(github)
