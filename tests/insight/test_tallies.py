"""What people did of what the rungs ask: counted for all at once, and honest about what a source cannot tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from commtui import demo
from commtui.demo.live import open_example
from commtui.insight.live import Asked, open_live
from commtui.insight.tallies import Question, Tallies, questions, tallies
from commtui.model.ladder import Ladder, Requirement
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
Counting = Callable[..., Tallies]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a few commits of 2013."""
    only_a_name_is_set(monkeypatch, tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = new_repository(tmp_path / "records")
    for number, (author, day, name) in enumerate(HISTORY):
        monkeypatch.setenv("GIT_COMMITTER_DATE", day)
        put(found, {name: f"{number}\n"})
        git(found, "add", "--all")
        git(found, "commit", "--quiet", f"--author={author}", f"--date={day}", "-m", f"Change {name} {number}")
    return found


def plan(folder: Path, *requirements: str) -> Snapshot:
    folder.mkdir(exist_ok=True)
    return snapshot_of(folder, f"{PLAN}{', '.join(requirements)}]\n")


def asks(metric: str, at_least: int = 1, **more: object) -> str:
    further = "".join(f", {key} = {value}" for key, value in more.items())
    return f'{{ text = "x", kind = "count", metric = "{metric}", at_least = {at_least}{further} }}'


def from_git(snapshot: Snapshot, root: Path) -> Tallies:
    with open_live(snapshot, root, Asked("git"), Quiet()) as live:
        return tallies(live, snapshot, snapshot.records(Person), TODAY)


class Quiet:
    """Who wants to know nothing of how far it is."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Nothing."""


def asked(snapshot: Snapshot, number: int = 0) -> Requirement:
    return snapshot.of(Ladder)[0].record.rung[0].requirement[number]


def test_commits_of_the_last_months_are_counted_by_the_communitys_clock(tmp_path: Path, root: Path) -> None:
    snapshot = plan(tmp_path / "plan", asks("commits", within_months=3))
    found = from_git(snapshot, root).tally("ada", asked(snapshot))
    assert found is not None
    # Of 21 February and later, and of 20 May and before, in Nairobi.
    assert (found.have, found.source, found.at_least) == (3, "git", False)
    assert [(each.title, each.day) for each in found.proofs] == [
        ("Change docs/index.md 3", date(2013, 5, 20)),
        ("Change docs/guide.md 2", date(2013, 3, 2)),
        ("Change src/forms.py 1", date(2013, 2, 21)),
    ]


def test_who_did_nothing_has_none_and_who_cannot_be_told_is_not_said_to_have_none(tmp_path: Path, root: Path) -> None:
    snapshot = plan(tmp_path / "plan", asks("commits"))
    counted = from_git(snapshot, root)
    have = {each: counted.tally(each, asked(snapshot)) for each in ("ada", "grace", "jean", "bot", "mallory")}
    assert [each and each.have for each in have.values()] == [4, 0, None, None, None]
    # Nobody wrote how to know Jean in git; others are not in the plan, or not people.
    assert have["jean"] is not None
    assert have["bot"] is None
    assert have["mallory"] is None


def test_a_scope_of_commits_is_a_path_or_the_repository_itself(tmp_path: Path, root: Path) -> None:
    scopes = ("docs/", "docs", "Clinic/Records", "clinic/forms", "../elsewhere", "nowhere/")
    snapshot = plan(tmp_path / "plan", *(asks("commits", scope=f'"{each}"') for each in scopes))
    counted = from_git(snapshot, root)
    have = [counted.tally("ada", asked(snapshot, number)) for number in range(len(scopes))]
    assert [each and each.have for each in have] == [3, 3, 4, None, None, 0]


def test_git_knows_of_no_reviews_and_of_months_only_that_they_were_so_many_at_least(tmp_path: Path, root: Path) -> None:
    snapshot = plan(tmp_path / "plan", asks("reviews"), asks("comments"), asks("months_active", within_months=4))
    counted = from_git(snapshot, root)
    reviews, comments, months = (counted.tally("ada", asked(snapshot, number)) for number in range(3))
    assert reviews is not None
    assert comments is not None
    assert months is not None
    assert (reviews.have, comments.have) == (None, None)
    assert (months.have, months.at_least) == (3, True)


def test_of_a_shallow_clone_there_may_be_more_than_is_counted(tmp_path: Path, root: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "3", f"file://{root}", str(tmp_path / "shallow"))
    snapshot = plan(tmp_path / "plan", asks("commits"), asks("commits", scope='"docs/"'))
    counted = from_git(snapshot, tmp_path / "shallow")
    whole, below = (counted.tally("ada", asked(snapshot, number)) for number in range(2))
    assert whole is not None
    assert below is not None
    assert (whole.have, whole.at_least, below.have) == (1, True, None)


def test_a_metric_of_ones_own_counts_and_one_that_fails_is_not_known(tmp_path: Path, root: Path) -> None:
    header = "-- unit: commits\n-- reading: Commits of the morning.\n-- level: person\n"
    cases = "-- cases\nSELECT sha AS case_id, person, happened_at, NULL AS amount, title, url FROM contribution\n"
    within = (
        "WHERE $person IS NULL OR person = $person\n-- value\nSELECT count(*) AS value, count(*) AS sample FROM cases"
    )
    folder = put(
        root,
        {
            "community/community.toml": f"{PLAN}{asks('mornings')}, {asks('broken')}]\n",
            "community/metrics/mornings.sql": header + cases + within,
            "community/metrics/broken.sql": header + cases.replace("contribution", "nothing") + within,
        },
    )
    snapshot = load(at(folder / "community"))
    counted = from_git(snapshot, root)
    have = [counted.tally("ada", asked(snapshot, number)) for number in range(2)]
    assert [each and each.have for each in have] == [5, None]


@pytest.fixture(scope="module")
def example() -> tuple[Snapshot, Tallies]:
    snapshot = load(at(demo.path()))
    with open_example(snapshot) as live:
        return snapshot, tallies(live, snapshot, snapshot.records(Person), TODAY, most=3)


def test_what_the_examples_rungs_ask_is_counted_for_its_people(example: tuple[Snapshot, Tallies]) -> None:
    snapshot, counted = example
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


def test_nobody_is_active_in_more_months_than_are_looked_at(example: tuple[Snapshot, Tallies]) -> None:
    _, counted = example
    months = counted.found[Question("months_active", 12, None)]
    assert months is not None
    assert max(each.have or 0 for each in months.values()) == 12


def test_a_label_narrows_what_is_counted(tmp_path: Path) -> None:
    plain = load(at(demo.path()))
    snapshot = plan(tmp_path / "plan", asks("issues_opened"), asks("issues_opened", scope='"newcomer"'))
    with open_example(plain) as live:
        live = dataclasses.replace(live, source="github")
        counted = tallies(live, snapshot, plain.records(Person), TODAY)
    all_, newcomers = (
        sum(each.have or 0 for each in (counted.found[Question("issues_opened", None, scope)] or {}).values())
        for scope in (None, "newcomer")
    )
    assert 0 < newcomers < all_


def test_what_was_not_asked_then_was_not_counted(tmp_path: Path, root: Path) -> None:
    before = plan(tmp_path / "plan", asks("commits"))
    counted = from_git(before, root)
    after = plan(tmp_path / "later", asks("commits", within_months=1))
    assert counted.tally("ada", asked(after)) is None
    assert not counted.covers(after, TODAY)
