"""The engine: what it loads, what it measures, and what stands behind the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from commtui.activity.cache import Cache
from commtui.activity.identity import People
from commtui.activity.rows import put, set_meta
from commtui.metrics.definition import definitions
from commtui.metrics.engine import Engine
from commtui.metrics.errors import MetricError
from commtui.metrics.measure import Measure
from commtui.model.community import Community
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.when import Month, Quarter, Year
from tests.metrics.rows import Commit, Release, Thread
from tests.metrics.small import (
    ADA,
    BOB,
    BOBBY,
    COMMUNITY,
    GRACE,
    NOW,
    QUARTER,
    RENOVATE,
    TUESDAY,
    after,
    commits,
    engine,
    event,
    history,
    issue,
    pull,
)
from tests.trying import times

COUNTS = {
    "active_contributors",
    "new_contributors",
    "inactive_contributors",
    "occasional_contributors",
    "commits",
    "release_frequency",
}
PERSONS = definitions("person")


def loaded_from(path: Path) -> Engine:
    return Engine.load(path, People(), Community(name="OpenMRS"), (), NOW)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over a new cache."""
    with loaded_from(tmp_path_factory.mktemp("nothing") / "new.duckdb") as loaded:
        yield loaded


def test_no_data_is_no_number_but_for_counts(nothing: Engine) -> None:
    found = nothing.measure_all(QUARTER)
    assert not any(nothing.evidence(each, QUARTER) for each in definitions().values())
    assert all(nothing.count(each, "ada", None, None).value == 0 for each in PERSONS.values())
    assert set(found) == set(definitions())
    assert {id_: each.value for id_, each in found.items()} == {id_: 0 if id_ in COUNTS else None for id_ in found}
    assert all(each.sample == 0 and not each.trouble for each in found.values())


def test_a_corrupted_cache_is_made_anew_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "activity.duckdb"
    path.write_bytes(b"not a database at all" * 1000)
    cache = Cache(path)
    with Engine.load(cache, People(), COMMUNITY, (), NOW) as loaded:
        assert loaded.measure_all(QUARTER)["commits"].value == 0
    assert any("damaged" in each for each in cache.notices)


def test_the_cache_is_free_again_once_all_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "it's here.duckdb"
    with loaded_from(path), duckdb.connect(path) as con:
        con.execute("INSERT INTO meta VALUES ('written', 'yes')")


def test_very_many_threads_are_counted(tmp_path: Path) -> None:
    count = times(20_000, 100_000)
    cache = Cache(tmp_path / "large.duckdb")
    with cache.writing() as con:
        con.execute(
            "INSERT INTO thread SELECT 'T' || n, CASE WHEN n % 2 = 0 THEN 'issue' ELSE 'pull_request' END, n, 'Form', "
            "'https://example.org/a/b/issues/' || n, NULL, TIMESTAMP '2026-01-01' + to_minutes(n), now(), NULL, NULL, "
            "false, [], false FROM range(?) AS t(n)",
            [count],
        )
        con.execute(
            "INSERT INTO event SELECT 'E' || number, id, 'comment', NULL, opened_at + to_hours(24), false, NULL, NULL "
            "FROM thread WHERE number % 4 < 2"
        )
    with Engine.load(cache, People(), COMMUNITY, (), NOW) as loaded:
        found = loaded.measure_all(Year(2026))
        response = found["time_to_first_response"]
        assert (response.value, response.sample, response.details["unanswered"]) == (1, count // 2, count // 2)
        assert found["active_contributors"].value == count * 3 // 2
        assert found["change_request_closure_ratio"].details["open_after"] == count // 2
        assert len(loaded.evidence(definitions()["time_to_first_response"], Year(2026))) == 200
        assert len(loaded.evidence(definitions()["time_to_first_response"], Year(2026), None)) == count


def test_dates_at_the_ends_of_time_are_no_trouble(tmp_path: Path) -> None:
    ends = (datetime(1, 1, 1), datetime(1970, 1, 1), datetime(2038, 1, 19, 3, 14, 8), datetime(9999, 12, 31, 23, 59))
    made = tuple(Commit(f"{place:040x}", (ADA,), at) for place, at in enumerate(ends))
    with engine(tmp_path, commits=made) as loaded:
        found = [loaded.measure_all(Year(each))["commits"].value for each in (1970, 2026, 2038)]
        everything = loaded.count(PERSONS["commits"], ADA, None, None).value
    assert found == [1, 0, 1]
    assert everything == 4


def test_number_and_evidence_are_the_same_cases(tmp_path: Path) -> None:
    threads = (
        issue(1, event("comment", ADA, 1)),
        pull(2, event("review", ADA, 3), event("closed", ADA, 4), closed_at=after(4), author=GRACE),
        issue(3),
        issue(4, opened_at=datetime(2025, 12, 1), closed_at=after(2)),
    )
    releases = (Release("github", "v1.0", TUESDAY), Release("git", "v0.9", TUESDAY))
    with engine(tmp_path, threads=threads, releases=releases, commits=commits((ADA,), (BOB, ADA))) as loaded:
        for metric in ("active_contributors", "commits", "issue_age", "time_to_close", "release_frequency"):
            cases = loaded.evidence(definitions()[metric], QUARTER)
            assert len(cases) == loaded.measure(definitions()[metric], QUARTER).sample > 0
        opened = loaded.evidence(definitions()["time_to_first_response"], QUARTER)
        makers = loaded.evidence(definitions()["contributor_absence_factor"], QUARTER)
    assert [(each.title, each.amount, each.name, each.person) for each in opened if each.amount == 3] == [
        ("The form loses what I typed", 3, "Grace", GRACE)
    ]
    assert {(each.title, each.amount) for each in makers} == {("Ada", 2), ("Bob", 1)}


def test_evidence_is_the_latest_first_cut_and_says_who_is_not_listed_and_nobody_is_counted_for_another(
    tmp_path: Path,
) -> None:
    ada = Person(id="ada", name="Ada Lovelace", github="ada", listed=False)
    with engine(tmp_path, people=(ada,), commits=commits(*[(ADA,)] * 8, (BOB,))) as loaded:
        found = loaded.evidence(definitions()["active_contributors"], QUARTER)
        latest = loaded.evidence(definitions()["commits"], QUARTER, limit=3)
        for name in ("", "%", "github:b", "github:bob' OR true --"):
            assert loaded.count(PERSONS["commits"], name, None, None) == Measure("commits", None, 0, 0, "commits")
    assert {(each.person, each.listed) for each in found} == {("ada", False), (BOB, True)}
    assert [each.id[-1] for each in latest] == ["8", "7", "6"]


def test_commits_have_an_address_where_the_repository_is_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "activity.duckdb")
    history(commits=commits((ADA,))).write(cache)

    def url() -> str | None:
        with Engine.load(cache, People(), COMMUNITY, (), NOW) as loaded:
            return loaded.evidence(definitions()["commits"], QUARTER)[0].url

    assert url() is None
    with cache.writing() as con:
        set_meta(con, "github.repository.name", "openmrs/openmrs-core")
    assert url() == f"https://github.com/openmrs/openmrs-core/commit/{0:040x}"
    with cache.writing() as con:
        link = "https://git.example.org/openmrs/core/issues/7"
        put(con, "thread", [("T7", "issue", 7, "x", link, None, NOW, NOW, None, None, False, [], False)])
    assert url() == f"https://git.example.org/openmrs/core/commit/{0:040x}"


def test_it_is_known_what_the_numbers_come_from(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "activity.duckdb")
    history(commits=commits((ADA,))).write(cache)
    with cache.writing() as con:
        set_meta(con, "git.seen_at", "2026-05-01T10:00:00+02:00")
        set_meta(con, "git.shallow", "yes")
        set_meta(con, "github.cut", "2026-05-01")
    with Engine.load(cache, People(), COMMUNITY, (), NOW) as loaded:
        found = loaded.sources
    assert (found.git_seen_at, found.github_seen_at) == (datetime(2026, 5, 1, 8), None)
    assert (found.shallow, found.cut) == (True, True)


def test_some_metrics_can_be_asked_for(nothing: Engine) -> None:
    assert set(nothing.measure_all(QUARTER, ["commits", "retention", "nothing"])) == {"commits", "retention"}


def test_a_metric_of_persons_is_not_measured_for_a_period(nothing: Engine) -> None:
    with pytest.raises(MetricError, match="is of a person"):
        nothing.measure(PERSONS["reviews"], QUARTER)
    with pytest.raises(MetricError, match="is of a community"):
        nothing.count(definitions()["issue_age"], ADA, None, None)


def test_months_add_up_to_their_quarter(tmp_path: Path) -> None:
    made = tuple(each for month in (1, 2, 3, 4) for each in commits((ADA,), at=datetime(2026, month, 1)))
    made = tuple(Commit(f"{place:040x}", each.authors, each.committed_at) for place, each in enumerate(made))
    with engine(tmp_path, commits=made, community=Community(name="x", timezone="America/New_York")) as loaded:
        months = [loaded.measure_all(Month(2026, each))["active_contributors"].value for each in (1, 2, 3)]
        contributions = loaded.measure_all(QUARTER)["active_contributors"].details["contributions"]
        before = loaded.measure_all(Quarter(2025, 4))["commits"].value
    # By the clock of New York the first days of the months were last days, four or five hours earlier.
    assert (months, contributions, before) == ([1, 1, 1], 3, 1)


# One person


def test_each_kind_of_contribution_is_counted_for_a_person(tmp_path: Path) -> None:
    threads = (
        issue(1, event("comment", ADA, 1), author=ADA, labels=("docs",)),
        pull(2, event("review", ADA, 1), event("comment", ADA, 50), author=BOB, labels=("docs",)),
        pull(3, event("review", ADA, 1), event("review", BOB, 1), author=ADA, closed_at=after(2), merged_at=after(2)),
        pull(4, author=ADA),
    )
    thanks = (
        Recognition(person="ada", kinds=("doc",), date=date(2026, 2, 1)),
        Recognition(person="ada", kinds=("review",), reason="For patience"),
    )
    ada = Person(id="ada", name="Ada", github="ada")
    made = commits((BOB, ADA), (ADA,), (BOB,))
    with engine(tmp_path, threads=threads, commits=made, people=(ada,), recognitions=thanks) as loaded:
        found = {id_: loaded.count(each, "ada", None, None).value for id_, each in PERSONS.items()}
        docs = {id_: loaded.count(each, "ada", None, None, "docs").value for id_, each in PERSONS.items()}
        thanked = loaded.count_evidence_all(PERSONS["recognitions"], ["ada"], None, None)["ada"]
        windowed = loaded.count(PERSONS["recognitions"], "ada", datetime(2026, 1, 1), None).value
        of_kind = loaded.count(PERSONS["recognitions"], "ada", None, None, "review").value
    assert found == {
        "commits": 2,
        "pull_requests_opened": 2,
        "pull_requests_merged": 1,
        "reviews": 1,
        "issues_opened": 1,
        "comments": 2,
        "recognitions": 2,
        "months_active": 2,
    }
    assert docs == {**dict.fromkeys(PERSONS, 0), "reviews": 1, "issues_opened": 1, "comments": 2, "months_active": 2}
    assert [each.title for each in thanked] == ["doc", "For patience"]
    assert (windowed, of_kind) == (1, 1)


def test_the_window_is_closed_on_the_left_and_open_on_the_right(tmp_path: Path) -> None:
    with engine(tmp_path, threads=(issue(1),)) as loaded:
        opened = PERSONS["issues_opened"]
        assert loaded.count(opened, BOB, TUESDAY, after(1)).value == 1
        assert loaded.count(opened, BOB, after(-1), TUESDAY).value == 0


def test_the_scope_of_commits_is_what_the_caller_found_there(tmp_path: Path) -> None:
    made = commits((ADA,), (ADA,), (BOB,))
    with engine(tmp_path, commits=made, threads=(issue(1, author=ADA, labels=("docs/",)),)) as loaded:
        counted, active = PERSONS["commits"], PERSONS["months_active"]
        shas = [made[0].sha, made[2].sha, "another"]
        assert loaded.count(counted, ADA, None, None, "docs/", shas).value == 1
        assert loaded.count_all(counted, None, None, "docs/", shas) == {ADA: 1, BOB: 1}
        behind = loaded.count_evidence_all(counted, [ADA], None, None, "docs/", shas)
        assert {person: [each.id for each in cases] for person, cases in behind.items()} == {ADA: [made[0].sha]}
        assert loaded.count(counted, ADA, None, None, "docs/", []).value == 0
        assert loaded.count(active, BOB, None, None, None, shas).value == 1
        # What one question looked at is forgotten before the next one.
        assert loaded.count(counted, ADA, None, None).value == 2
        assert loaded.count(counted, ADA, None, None, "docs/").value == 0


def test_the_cases_behind_the_numbers_of_many_are_the_latest_of_each(tmp_path: Path) -> None:
    threads = [issue(number, author=ADA if number < 6 else BOB, opened_at=after(number)) for number in range(1, 8)]
    with engine(tmp_path, threads=tuple(threads)) as loaded:
        opened = PERSONS["issues_opened"]
        found = loaded.count_evidence_all(opened, [ADA, BOB, "nobody"], None, None, most=3)
    assert {person: [each.id for each in cases] for person, cases in found.items()} == {
        ADA: ["T5", "T4", "T3"],
        BOB: ["T7", "T6"],
    }


def test_whoever_nobody_answered_is_listed_newcomers_first_and_discussions_too(tmp_path: Path) -> None:
    threads = (
        issue(1, event("comment", GRACE, 1)),
        issue(2, author=ADA),
        pull(3, author=BOBBY, opened_at=after(4)),
        pull(4, draft=True),
        issue(5, event("closed", BOB, 2), closed_at=after(2)),
        Thread("discussion", 6, GRACE, after(1)),
        issue(7, author=RENOVATE),
    )
    old = commits((ADA,), at=datetime(2020, 1, 1))
    with engine(tmp_path, threads=threads, commits=old) as loaded:
        found = loaded.waiting(QUARTER.shift(-1), QUARTER)
    assert [(each.kind, each.newcomer) for each in found] == [
        ("discussion", True),
        ("pull_request", True),
        ("issue", False),
    ]
    assert found[-1].days > 100


def test_a_newcomer_made_nothing_before_and_is_nobody_whom_the_community_knows(tmp_path: Path) -> None:
    threads = (
        issue(1, author=ADA, title="Of whom commits since autumn are known"),
        issue(2, author=GRACE, title="Of a member of the council"),
        issue(3, author=None, title="Of a deleted account"),
        issue(4, author=BOB, title="Of someone new"),
        issue(5, author=BOB, title="Of the same, later", opened_at=after(1)),
        Thread("discussion", 6, BOBBY, after(2), title="Of someone who commented"),
        issue(7, event("comment", BOBBY, 1), author=ADA),
    )
    made = commits((ADA,), at=datetime(2025, 10, 2))
    with engine(tmp_path, threads=threads, commits=made) as loaded:
        found = loaded.waiting(QUARTER.shift(-3), QUARTER, {GRACE})
    assert [each.title for each in found if each.newcomer] == ["Of someone new", "Of someone who commented"]
    assert len(found) == 6
