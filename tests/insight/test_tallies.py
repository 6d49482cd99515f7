"""What people did of what the rungs ask: counted for all at once, and honest about what a source cannot tell."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commtui import demo
from commtui.demo.live import open_example
from commtui.insight.live import Asked, Live, open_live
from commtui.insight.tallies import Question, Tallies, questions, tallies
from commtui.insight.tally import Tally
from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot
from tests.insight.plans import snapshot_of
from tests.repository import git, new_repository, only_a_name_is_set, put

TODAY = date(2013, 5, 20)
PLAN = """
[community]
name = "OpenMRS"
timezone = "Africa/Nairobi"
repository = "clinic/records"
repositories = ["clinic/records", "clinic/forms"]
[[person]]
id = "ada"
name = "Ada Lovelace"
emails = ["ada@example.org"]
[[person]]
id = "grace"
name = "Grace Hopper"
emails = ["grace@example.org"]
[[person]]
id = "jean"
name = "Jean Bartik"
[[person]]
id = "bot"
name = "The Bot"
kind = "bot"
[[ladder]]
id = "code"
title = "Code"
[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
requirement = [
"""
ADA, GRACE = "Ada Lovelace <ada@example.org>", "Grace Hopper <grace@example.org>"
# Who, when, what was touched. In Nairobi it is three hours later.
HISTORY = [
    (ADA, "2013-02-20T20:59:59+0000", "docs/guide.md"),
    (ADA, "2013-02-20T21:00:00+0000", "src/forms.py"),
    (ADA, "2013-03-02T10:00:00+0000", "docs/guide.md"),
    (ADA, "2013-05-20T20:59:59+0000", "docs/index.md"),
    (ADA, "2013-05-20T21:00:00+0000", "docs/index.md"),
    ("Mallory <mallory@example.org>", "2013-05-03T10:00:00+0000", "docs/guide.md"),
]
OWN = """-- unit: commits
-- reading: Commits of the morning.
-- level: person
-- cases
SELECT sha AS case_id, person, happened_at, NULL AS amount, title, url FROM contribution
WHERE $person IS NULL OR person = $person
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
"""


def asks(metric: str, at_least: int = 1, **more: object) -> str:
    further = "".join(f", {key} = {value}" for key, value in more.items())
    return f'{{ text = "x", kind = "count", metric = "{metric}", at_least = {at_least}{further} }}'


SCOPES = ("docs/", "docs", "Clinic/Records", "clinic/forms", "../elsewhere", "nowhere/")
ASKED = (
    asks("commits"),
    asks("commits", within_months=3),
    asks("reviews"),
    asks("comments"),
    asks("months_active", within_months=4),
    asks("mornings"),
    asks("broken"),
    *(asks("commits", scope=f'"{each}"') for each in SCOPES),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a few commits of 2013, and a plan beside them that asks for all kinds of things."""
    folder = tmp_path_factory.mktemp("tallies")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        found = new_repository(folder / "records")
        for number, (author, day, name) in enumerate(HISTORY):
            patch.setenv("GIT_COMMITTER_DATE", day)
            put(found, {name: f"{number}\n"})
            git(found, "add", "--all")
            git(found, "commit", "--quiet", f"--author={author}", f"--date={day}", "-m", f"Change {name} {number}")
    return put(
        found,
        {
            "community/community.toml": f"{PLAN}{', '.join(ASKED)}]\n",
            "community/metrics/mornings.sql": OWN,
            "community/metrics/broken.sql": OWN.replace("contribution", "nothing"),
        },
    )


class Quiet:
    """Who wants to know nothing of how far it is."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Nothing."""


class Counted:
    """What git tells in a repository of what its plan asks."""

    def __init__(self, root: Path) -> None:
        self.snapshot = load(at(root / "community"))
        with open_live(self.snapshot, root, Asked("git"), Quiet()) as live:
            self.tallies = tallies(live, self.snapshot, self.snapshot.records(Person), TODAY)

    def of(self, person: str, metric: str, within_months: int | None = None, scope: str | None = None) -> Tally | None:
        """The tally of a person for what is asked so."""
        (asked,) = (
            each
            for each in self.snapshot.of(Ladder)[0].record.rung[0].requirement
            if (each.metric, each.within_months, each.scope) == (metric, within_months, scope)
        )
        return self.tallies.tally(person, asked)

    def have(self, *asked: Any) -> int | None:
        """How much that is; the source knows, or cannot tell."""
        found = self.of(*asked)
        assert found is not None
        return found.have


@pytest.fixture(scope="module")
def counted(root: Path) -> Counted:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
        return Counted(root)


def test_commits_of_the_last_months_are_counted_by_the_communitys_clock(counted: Counted) -> None:
    found = counted.of("ada", "commits", 3)
    assert found is not None
    # Of 21 February and later, and of 20 May and before, in Nairobi.
    assert (found.have, found.source, found.at_least) == (3, "git", False)
    assert [(each.title, each.day) for each in found.proofs] == [
        ("Change docs/index.md 3", date(2013, 5, 20)),
        ("Change docs/guide.md 2", date(2013, 3, 2)),
        ("Change src/forms.py 1", date(2013, 2, 21)),
    ]


def test_who_did_nothing_has_none_and_who_cannot_be_told_is_not_said_to_have_none(counted: Counted) -> None:
    # Nobody wrote how to know Jean in git; others are not in the plan, or not people.
    assert [counted.have(each, "commits") for each in ("ada", "grace", "jean")] == [4, 0, None]
    assert [counted.of(each, "commits") for each in ("bot", "mallory")] == [None, None]


def test_a_scope_of_commits_is_a_path_or_the_repository_itself(counted: Counted) -> None:
    assert [counted.have("ada", "commits", None, each) for each in SCOPES] == [3, 3, 4, None, None, 0]


def test_git_knows_of_no_reviews_and_of_months_only_that_they_were_so_many_at_least(counted: Counted) -> None:
    assert [counted.have("ada", each) for each in ("reviews", "comments")] == [None, None]
    months = counted.of("ada", "months_active", 4)
    assert months is not None
    assert (months.have, months.at_least) == (3, True)


def test_a_metric_of_ones_own_counts_and_one_that_fails_is_not_known(counted: Counted) -> None:
    assert [counted.have("ada", each) for each in ("mornings", "broken")] == [5, None]


def test_what_was_not_asked_then_was_not_counted(counted: Counted, tmp_path: Path) -> None:
    after = snapshot_of(tmp_path, f"{PLAN}{asks('commits', within_months=1)}]\n")
    (asked,) = after.of(Ladder)[0].record.rung[0].requirement
    assert counted.tallies.tally("ada", asked) is None
    assert not counted.tallies.covers(after, TODAY)


def test_of_a_shallow_clone_there_may_be_more_than_is_counted(tmp_path: Path, root: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "3", f"file://{root}", str(tmp_path / "shallow"))
    shutil.copytree(root / "community", tmp_path / "shallow" / "community")
    counted = Counted(tmp_path / "shallow")
    whole = counted.of("ada", "commits")
    assert whole is not None
    assert (whole.have, whole.at_least, counted.have("ada", "commits", None, "docs/")) == (1, True, None)


@pytest.fixture(scope="module")
def example() -> Iterator[tuple[Snapshot, Live]]:
    snapshot = load(at(demo.path()))
    with open_example(snapshot) as live:
        yield snapshot, live


@pytest.fixture(scope="module")
def of_example(example: tuple[Snapshot, Live]) -> Tallies:
    snapshot, live = example
    return tallies(live, snapshot, snapshot.records(Person), TODAY, most=3)


def test_what_the_examples_rungs_ask_is_counted_for_its_people(
    example: tuple[Snapshot, Live], of_example: Tallies
) -> None:
    (snapshot, _), counted = example, of_example
    reviews = Question("reviews", 6, "openmrs/openmrs-core")
    assert reviews in questions(snapshot)
    assert counted.covers(snapshot, TODAY)
    assert not counted.covers(snapshot, date(2013, 5, 21))
    by_person = counted.found[reviews]
    assert isinstance(by_person, Mapping)
    assert by_person["al-jazari"].have == 40
    assert len(by_person["al-jazari"].proofs) == 3
    assert "example.org" in (by_person["al-jazari"].proofs[0].url or "")
    # Of the others who reviewed nobody is in the plan.
    assert set(by_person) <= {each.id for each in snapshot.records(Person)}


def test_nobody_is_active_in_more_months_than_are_looked_at(of_example: Tallies) -> None:
    months = of_example.found[Question("months_active", 12, None)]
    assert months is not None
    assert max(each.have or 0 for each in months.values()) == 12


def test_a_label_narrows_what_is_counted(example: tuple[Snapshot, Live], tmp_path: Path) -> None:
    plain, live = example
    narrowed = ", ".join((asks("issues_opened"), asks("issues_opened", scope='"newcomer"')))
    snapshot = snapshot_of(tmp_path, f"{PLAN}{narrowed}]\n")
    counted = tallies(dataclasses.replace(live, source="github"), snapshot, plain.records(Person), TODAY)
    all_, newcomers = (
        sum(each.have or 0 for each in (counted.found[Question("issues_opened", None, scope)] or {}).values())
        for scope in (None, "newcomer")
    )
    assert 0 < newcomers < all_
