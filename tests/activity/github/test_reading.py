"""What GitHub tells of a repository is kept as it is, and asked for with few questions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.activity.github.garden import (
    ADA,
    BOT,
    FERN,
    HAZEL,
    ROWAN,
    at,
    busy,
    comment,
    discussion,
    event,
    fork,
    issue,
    person,
    pull,
    release,
    review,
    star,
)
from tests.activity.github.reading import Reader
from tests.activity.github.standin import Garden

ReaderOf = Callable[[Garden], Reader]


def time(hours: float) -> datetime:
    return datetime.fromisoformat(at(hours)).replace(tzinfo=None)


def events(reader: Reader, thread: str) -> list[tuple[object, ...]]:
    return reader.rows(f"SELECT kind, actor, hidden, state FROM event WHERE thread = '{thread}' ORDER BY happened_at")


def test_an_issue_is_kept_with_all_that_happened_to_it_in_order(reader_of: ReaderOf) -> None:
    items = [
        comment("IC_1", BOT, 2),
        comment("IC_2", FERN, 3),
        event("CE_1", "ClosedEvent", ADA, 4),
        event("RE_1", "ReopenedEvent", FERN, 5),
        comment("IC_3", ROWAN, 6, hidden=True),
    ]
    labels = {"nodes": [{"name": "watering"}, {"name": "señal 🚀"}]}
    reader = reader_of(Garden(issues=[issue(7, 1, items=items, labels=labels)]))
    reader.read()
    assert reader.rows("SELECT * FROM thread") == [
        (
            *("I_7", "issue", 7, "Bed 7 needs water", "https://example.org/issues/7", "github:U_ada"),
            *(time(1), time(6), None, None, False, ["watering", "señal 🚀"], False),
        )
    ]
    assert events(reader, "I_7") == [
        ("comment", "github:U_renovate", False, None),
        ("comment", "github:U_fern", False, None),
        ("closed", "github:U_ada", False, None),
        ("reopened", "github:U_fern", False, None),
        ("comment", "github:U_rowan", True, None),
    ]
    assert reader.rows("SELECT url FROM event WHERE id = 'IC_2'") == [("https://example.org/IC_2",)]


def test_a_pull_request_is_kept_with_its_reviews_and_the_times_it_was_a_draft(reader_of: ReaderOf) -> None:
    items = [
        event("RR_1", "ReadyForReviewEvent", FERN, 2),
        event("CD_1", "ConvertToDraftEvent", FERN, 3),
        review("PRR_1", ADA, 4, "CHANGES_REQUESTED"),
        review("PRR_2", HAZEL, 5, "PENDING"),
        event("ME_1", "MergedEvent", ADA, 6),
        event("CE_1", "ClosedEvent", ADA, 6.01),
    ]
    merged = pull(8, 1, items=items, isDraft=True, mergedAt=at(6), closedAt=at(6))
    reader = reader_of(Garden(pullRequests=[merged]))
    reader.read()
    assert reader.rows("SELECT kind, draft, merged_at, closed_at FROM thread") == [
        ("pull_request", True, time(6), time(6))
    ]
    assert events(reader, "PR_8") == [
        ("ready", "github:U_fern", False, None),
        ("draft", "github:U_fern", False, None),
        ("review", "github:U_ada", False, "changes_requested"),
        ("review", "github:U_hazel", False, "pending"),
        ("merged", "github:U_ada", False, None),
        ("closed", "github:U_ada", False, None),
    ]


def test_a_discussion_is_kept_with_the_replies_to_its_comments(reader_of: ReaderOf) -> None:
    replies = [comment(f"DR_{number}", FERN, 3 + number) for number in range(25)]
    talk = discussion(9, 1, [comment("DC_1", ROWAN, 2), comment("DC_2", None, 2.5)])
    talk["comments"][0]["replies"] = replies
    reader = reader_of(Garden(discussions=[talk]))
    reader.read()
    assert reader.rows("SELECT kind, author FROM thread") == [("discussion", "github:U_hazel")]
    assert reader.rows("SELECT kind, count(*) FROM event GROUP BY kind") == [("comment", 27)]


def test_a_deleted_account_is_nobody_known(reader_of: ReaderOf) -> None:
    reader = reader_of(Garden(issues=[issue(1, 1, author=None, items=[comment("IC_1", None, 2)])]))
    reader.read()
    assert reader.rows("SELECT author FROM thread") == [(None,)]
    assert reader.rows("SELECT actor FROM event") == [(None,)]


def test_accounts_are_kept_with_their_kind_and_number(reader_of: ReaderOf) -> None:
    said = [
        comment(f"IC_{place}", who, 2 + place)
        for place, who in enumerate((BOT, person("import", "Mannequin"), person("tools", "Organization"), HAZEL))
    ]
    reader = reader_of(Garden(issues=[issue(1, 1, items=said)]))
    reader.read()
    assert sorted(reader.rows("SELECT id, kind, login, github_id, name, email FROM actor")) == [
        ("github:U_ada", "user", "ada", 11, "Ada", None),
        ("github:U_hazel", "user", "hazel", None, "Hazel", None),
        ("github:U_import", "mannequin", "import", None, "Import", None),
        ("github:U_renovate", "bot", "renovate", None, "Renovate", None),
        ("github:U_tools", "organization", "tools", None, "Tools", None),
    ]


def test_releases_and_onlookers_are_kept(reader_of: ReaderOf) -> None:
    draft = {**release(2), "isDraft": True, "publishedAt": None}
    garden = Garden(
        releases=[release(1), draft],
        stargazers=[star(FERN, 3)],
        forks=[fork(person("tools", "Organization"), 4)],
        watchers=[ROWAN],
    )
    reader = reader_of(garden)
    reader.read()
    assert reader.rows("SELECT source, name, released_at FROM release") == [("github", "v1.1", time(24))]
    assert sorted(reader.rows("SELECT actor, kind, since FROM interest")) == [
        ("github:U_fern", "star", time(3)),
        ("github:U_rowan", "watch", None),
        ("github:U_tools", "fork", time(4)),
    ]


def test_a_release_that_is_taken_back_is_not_kept(reader_of: ReaderOf) -> None:
    garden = Garden(releases=[release(1), release(2)])
    reader = reader_of(garden)
    reader.read()
    del garden.releases[0]
    reader.read()
    assert reader.rows("SELECT name FROM release") == [("v1.2",)]


def test_who_looks_on_no_more_is_forgotten_but_a_few_of_many(reader_of: ReaderOf) -> None:
    garden = busy(issues=1, pulls=0, discussions=0, stars=120)
    reader = reader_of(garden)
    reader.read()
    kept = "SELECT kind, count(*) FROM interest GROUP BY kind ORDER BY kind"
    del garden.stargazers[:2], garden.watchers[3:], garden.forks[:]
    # A look, and all watchers and forks once more.
    assert reader.requests() == 2
    assert reader.rows(kept) == [("star", 120), ("watch", 3)]
    del garden.stargazers[4]
    # Two pages of stars.
    assert reader.requests() == 3
    assert reader.rows(kept) == [("star", 117), ("watch", 3)]
    assert reader.requests() == 1


def test_long_timelines_are_read_to_their_ends_together(reader_of: ReaderOf) -> None:
    def said(thread: int, count: int) -> list[dict[str, Any]]:
        return [comment(f"IC_{thread}_{number}", FERN, number / 100) for number in range(count)]

    talk = discussion(3, 0, said(3, 70))
    garden = Garden(
        issues=[issue(1, 0, items=said(1, 250))], pullRequests=[pull(2, 0, items=said(2, 31))], discussions=[talk]
    )
    reader = reader_of(garden)
    requests = reader.requests()
    assert sorted(reader.rows("SELECT thread, count(DISTINCT id) FROM event GROUP BY thread")) == [
        ("D_3", 70),
        ("I_1", 250),
        ("PR_2", 31),
    ]
    # The page, and three more for the rest of the longest.
    assert requests == 4


def test_all_is_read_with_few_requests(reader_of: ReaderOf) -> None:
    garden = busy(stars=230)
    reader = reader_of(garden)
    requests = reader.requests()
    assert reader.rows("SELECT kind, count(*) FROM thread GROUP BY kind ORDER BY kind") == [
        ("discussion", 8),
        ("issue", 120),
        ("pull_request", 60),
    ]
    # Three pages of issues, with all other lists beside them; one for long timelines, one to look again.
    assert requests == 5
    assert reader.rows("SELECT count(*) FROM release") == [(3,)]
    assert reader.rows("SELECT kind, count(*) FROM interest GROUP BY kind ORDER BY kind") == [
        ("fork", 5),
        ("star", 230),
        ("watch", 12),
    ]


def test_where_nothing_changed_one_request_says_so(reader_of: ReaderOf) -> None:
    reader = reader_of(busy(issues=20, pulls=12, stars=30))
    reader.read()
    before = reader.all_rows()
    assert reader.requests() == 1
    assert reader.all_rows() == before


def test_what_changed_since_is_read_again_and_nothing_else(reader_of: ReaderOf) -> None:
    garden = busy(issues=20, pulls=12)
    reader = reader_of(garden)
    reader.read()
    garden.issues[3]["timelineItems"].append(comment("IC_late", ROWAN, 900))
    garden.issues[3].update(updatedAt=at(900), title="Bed 4 is flooded")
    garden.issues.append(issue(3001, 901))
    assert reader.requests() == 1
    assert reader.rows("SELECT title FROM thread WHERE id = 'I_4'") == [("Bed 4 is flooded",)]
    assert reader.rows("SELECT thread FROM event WHERE id = 'IC_late'") == [("I_4",)]


def test_a_comment_that_was_deleted_is_not_kept(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(1, 1, items=[comment("IC_1", FERN, 2), comment("IC_2", ROWAN, 3)])])
    reader = reader_of(garden)
    reader.read()
    del garden.issues[0]["timelineItems"][1]
    garden.issues[0]["updatedAt"] = at(5)
    reader.read()
    assert reader.rows("SELECT id FROM event") == [("IC_1",)]


def test_many_changes_are_read_down_to_what_was_seen(reader_of: ReaderOf) -> None:
    garden = busy()
    reader = reader_of(garden)
    reader.read()
    for number, each in enumerate(garden.issues[:70]):
        each["updatedAt"] = at(1000 + number)
    # A look, two pages of issues, the rests of two long ones, and another look.
    assert reader.requests() == 5
    assert reader.rows(f"SELECT count(*) FROM thread WHERE updated_at >= '{at(1000)}'") == [(70,)]


def test_a_renamed_repository_is_followed_and_told(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(1, 1)])
    reader = reader_of(garden)
    reader.name = "octo-garden/garden"
    reader.read()
    garden.name = "octo-garden/allotment"
    garden.issues.append(issue(2, 2))
    outcome = reader.read()
    assert outcome.notices == ("octo-garden/garden is called octo-garden/allotment now",)
    assert reader.rows("SELECT count(*) FROM thread") == [(2,)]


def test_another_repository_of_the_same_name_is_read_anew(reader_of: ReaderOf) -> None:
    garden = busy(issues=20, pulls=0)
    reader = reader_of(garden)
    reader.read()
    garden.id, garden.issues, garden.pullRequests, garden.discussions = "R_new", [issue(1, 1)], [], []
    garden.issues[0]["id"] = "I_new"
    outcome = reader.read()
    assert outcome.notices == ("octo-garden/garden is another repository than before: all is read anew",)
    assert reader.rows("SELECT id FROM thread") == [("I_new",)]


def test_an_archived_repository_and_one_without_issues_are_told(reader_of: ReaderOf) -> None:
    garden = Garden(pullRequests=[pull(1, 1)], archived=True, has_issues=False)
    reader = reader_of(garden)
    assert reader.read().notices == (
        "octo-garden/garden is archived: nothing new will come",
        "issues are switched off in octo-garden/garden",
    )
    assert reader.rows("SELECT kind FROM thread") == [("pull_request",)]


def test_issues_that_are_switched_off_are_not_gone(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(1, 1)])
    reader = reader_of(garden)
    reader.read()
    garden.has_issues, garden.issues = False, []
    reader.read()
    assert reader.rows("SELECT gone FROM thread") == [(False,)]


def test_an_empty_repository_is_read(reader_of: ReaderOf) -> None:
    reader = reader_of(Garden())
    reader.read()
    assert reader.requests() == 1
    assert reader.rows("SELECT * FROM thread") == []


def test_progress_counts_the_threads_that_there_are(reader_of: ReaderOf) -> None:
    reader = reader_of(busy())
    reader.read()
    stages, counts, totals = zip(*reader.told.lines, strict=True)
    assert set(stages) == {"issues and pull requests"}
    assert list(counts) == sorted(counts)
    assert totals[0] == 188
    assert counts[-1] == totals[-1]


def test_when_all_was_read_is_noted(reader_of: ReaderOf) -> None:
    reader = reader_of(busy(issues=10, pulls=2))
    reader.read()
    notes = dict(reader.rows("SELECT key, value FROM meta"))
    assert notes["github.seen_at"] == "2026-05-28T20:26:40Z"
    assert "github.cut" not in notes


def test_nothing_of_it_is_loaded_before_it_is_needed() -> None:
    late = ("github", "duckdb", "requests")
    code = f"import sys, commtui.activity.github; print([name for name in {late} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
