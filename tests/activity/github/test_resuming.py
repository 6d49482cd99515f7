"""A download that is cut, at any place, goes on from there; what changes meanwhile is not lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.github.saving import Batch, State, save
from commtui.activity.github.stories import story
from tests.activity.github.garden import FERN, HAZEL, at, busy, comment, discussion, issue, star
from tests.activity.github.reading import Reader, Rows, rows_of
from tests.activity.github.standin import Garden, Trouble
from tests.trying import cases

ReaderOf = Callable[[Garden], Reader]

# How many requests it takes to read a garden of three pages with a long timeline.
WHOLE = 5
# As a user's process would: killed in the middle, it has no way to tidy up.
_READ = """
import sys
from pathlib import Path
from tests.activity.github.reading import Reader, Rows, rows_of
from tests.activity.github.standin import Garden
Reader(Garden(address=sys.argv[1]), Path(sys.argv[2]), size=10).read()
"""


def medium() -> Garden:
    """With pages of ten, three pages of issues, one with a long timeline."""
    return busy(issues=27, pulls=8, discussions=3)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What is kept where nothing is cut."""
    return rows_of(medium(), tmp_path_factory.mktemp("calm"))


def reading(reader_of: ReaderOf, garden: Garden) -> Reader:
    reader = reader_of(garden)
    reader.size = 10
    return reader


def cut_at(garden: Garden, number: int) -> None:
    """Let the token be taken back at the question of this number."""
    garden.troubles = [Trouble(401, "Bad credentials", fits=lambda _: len(garden.asked) == number)]


@pytest.mark.parametrize("number", cases([2], [1, 3, 4, 5]))
def test_a_cut_download_goes_on_where_it_was(reader_of: ReaderOf, calm: Rows, number: int) -> None:
    garden = medium()
    cut_at(garden, number)
    reader = reading(reader_of, garden)
    with pytest.raises(ActivityError):
        reader.read()
    noted = "SELECT key FROM meta WHERE key IN ('github.cut', 'github.seen_at')"
    assert reader.rows(noted) == ([("github.cut",)] if number > 1 else [])
    outcome = reader.read()
    assert reader.rows(noted) == [("github.seen_at",)]
    assert reader.all_rows() == calm
    # Nothing is fetched twice, but for a look at what is new, and threads of which a part was fetched.
    assert len(garden.asked) <= WHOLE + 3
    assert outcome.notices == ()


def test_a_download_that_is_cut_again_and_again_comes_to_its_end(reader_of: ReaderOf, calm: Rows) -> None:
    garden = medium()
    reader = reading(reader_of, garden)
    cuts = 0
    while cuts < WHOLE:
        # A look at what is new, and as much as a thread takes that has to be fetched whole.
        cut_at(garden, len(garden.asked) + 4)
        try:
            reader.read()
            break
        except ActivityError:
            cuts += 1
    assert 0 < cuts < WHOLE
    assert reader.all_rows() == calm


def test_a_thread_is_kept_with_all_of_its_timeline_or_not_at_all(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(1, 1, items=[comment(f"IC_{place}", FERN, 2) for place in range(90)]), issue(2, 50)])
    cut_at(garden, 2)
    reader = reader_of(garden)
    with pytest.raises(ActivityError):
        reader.read()
    assert reader.rows("SELECT id FROM thread") == [("I_2",)]
    assert reader.rows("SELECT count(*) FROM event") == [(0,)]
    # A look, the thread by its id, and the rest of it.
    assert reader.requests() == 3
    assert reader.rows("SELECT count(*) FROM event") == [(90,)]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", cases([4], [2]))
def test_a_process_that_is_killed_loses_nothing(reader_of: ReaderOf, calm: Rows, tmp_path: Path, number: int) -> None:
    garden = medium()
    reader = reading(reader_of, garden)
    children: list[subprocess.Popen[bytes]] = []

    def kill(asked: int) -> None:
        if asked == number:
            os.kill(children[0].pid, signal.SIGKILL)

    garden.before = kill
    garden.slow = 0.2
    command = [sys.executable, "-c", _READ, garden.address, str(reader.path)]
    children.append(subprocess.Popen(command, cwd=Path(__file__).parents[3], stderr=subprocess.DEVNULL))
    assert children[0].wait() == -signal.SIGKILL
    garden.before, garden.slow = lambda _: None, 0.0
    reader.read()
    assert reader.all_rows() == calm


def test_what_changes_while_it_is_read_is_read_as_it_is_then(reader_of: ReaderOf) -> None:
    garden = medium()

    def change(asked: int) -> None:
        if asked == 2:
            # One that was not read yet, one that was, and a new one: all pages move.
            garden.issues[0].update(updatedAt=at(900), title="Moved while we read")
            garden.issues[-1].update(updatedAt=at(901), closedAt=at(901))
            garden.issues.append(issue(900, 902))

    garden.before = change
    reader = reading(reader_of, garden)
    reader.read()
    assert reader.rows("SELECT title FROM thread WHERE id = 'I_1'") == [("Moved while we read",)]
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue'") == [(28,)]
    assert reader.rows("SELECT closed_at IS NOT NULL FROM thread WHERE id = 'I_27'") == [(True,)]


def test_what_is_deleted_while_it_is_read_hides_nothing_else(reader_of: ReaderOf) -> None:
    garden = medium()

    def delete(asked: int) -> None:
        if asked == 2:
            # What was first on the second page moves to the first, which was read already.
            del garden.issues[-1]

    garden.before = delete
    reader = reading(reader_of, garden)
    reader.read()
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue' AND NOT gone") == [(26,)]
    assert reader.rows("SELECT id FROM thread WHERE gone") == [("I_27",)]


def test_a_star_in_the_middle_of_a_cut_download_is_met(reader_of: ReaderOf) -> None:
    garden = medium()
    cut_at(garden, 2)
    reader = reading(reader_of, garden)
    with pytest.raises(ActivityError):
        reader.read()
    garden.stargazers.append(star(HAZEL, 500))
    reader.read()
    assert reader.rows("SELECT count(*) FROM interest WHERE kind = 'star'") == [(13,)]


def test_a_deleted_thread_and_one_that_moved_away_are_marked_until_they_come_back(reader_of: ReaderOf) -> None:
    garden = busy(issues=30, pulls=3, discussions=2)
    reader = reader_of(garden)
    reader.read()
    deleted, moved = garden.issues.pop(4), garden.issues.pop(9)
    garden.elsewhere[moved["id"]] = moved
    assert reader.requests() == 2
    assert sorted(reader.rows("SELECT id FROM thread WHERE gone")) == sorted([(deleted["id"],), (moved["id"],)])
    assert reader.requests() == 1
    garden.issues.append({**deleted, "updatedAt": at(900)})
    reader.read()
    assert reader.rows("SELECT id FROM thread WHERE gone") == [(moved["id"],)]


def test_threads_that_github_counts_but_shows_nobody_are_looked_for_once(reader_of: ReaderOf) -> None:
    garden = busy(issues=20, pulls=0)
    garden.hidden = {"issues": 3}
    reader = reader_of(garden)
    assert reader.requests() == 3
    assert reader.requests() == 1


def test_an_issue_that_becomes_a_discussion_is_one(reader_of: ReaderOf) -> None:
    garden = busy(issues=5, pulls=0, discussions=1)
    reader = reader_of(garden)
    reader.read()
    garden.issues.pop(2)
    garden.discussions.append(discussion(3, 900, []))
    reader.read()
    assert reader.rows("SELECT kind, gone FROM thread WHERE number = 3") == [("discussion", False)]


def test_a_place_that_github_forgot_is_looked_for_again(reader_of: ReaderOf, calm: Rows) -> None:
    garden = medium()
    stale = [{"type": "INVALID_CURSOR_ARGUMENTS", "message": "`place:50` does not appear to be a valid cursor."}]
    garden.troubles = [
        Trouble("errors", errors=stale, fits=lambda asked: bool(asked["variables"].get("issues"))),
        Trouble("errors", errors=stale, fits=lambda asked: "after0" in asked["variables"]),
    ]
    reader = reading(reader_of, garden)
    assert reader.read().notices == ()
    assert reader.all_rows() == calm


def test_a_cache_that_is_deleted_meanwhile_is_no_half_truth(reader_of: ReaderOf) -> None:
    garden = medium()
    reader = reading(reader_of, garden)

    def delete(asked: int) -> None:
        if asked == 3:
            reader.path.unlink()

    garden.before = delete
    with pytest.raises(ActivityError, match="deleted meanwhile"):
        reader.read()
    garden.before = lambda _: None
    reader.read()
    assert reader.rows("SELECT count(*) FROM thread") == [(38,)]


def test_two_downloads_at_once_keep_the_same_as_one(reader_of: ReaderOf, calm: Rows) -> None:
    garden = medium()
    slow, fast = reading(reader_of, garden), reading(reader_of, garden)
    fast.path = slow.path

    def overtake(asked: int) -> None:
        if asked == 2:
            garden.before = lambda _: None
            fast.read()

    garden.before = overtake
    slow.read()
    assert slow.all_rows() == calm


def test_an_older_answer_does_not_undo_a_newer_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.duckdb")
    newer = story("issues", _told(issue(1, 1, updatedAt=at(9), title="Newer", items=[comment("IC_1", FERN, 2)])))
    older = story("issues", _told(issue(1, 1, updatedAt=at(8), title="Older")))
    with cache.writing() as connection:
        for each in (newer, older, newer):
            save(connection, State("R_garden"), Batch([each]))
    with cache.reading() as connection:
        assert connection.execute("SELECT title FROM thread").fetchall() == [("Newer",)]
        assert connection.execute("SELECT id FROM event").fetchall() == [("IC_1",)]


def test_a_thread_that_github_gives_another_id_is_kept_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.duckdb")
    said = [comment("IC_1", FERN, 2)]
    with cache.writing() as connection:
        for id_ in ("MDU6SXNzdWUx", "I_1"):
            again = [{**each, "id": f"{id_}/comment"} for each in said]
            save(
                connection, State("R_garden"), Batch([story("issues", _told({**issue(1, 1, items=again), "id": id_}))])
            )
    with cache.reading() as connection:
        assert connection.execute("SELECT id FROM thread").fetchall() == [("I_1",)]
        assert connection.execute("SELECT id FROM event").fetchall() == [("I_1/comment",)]


def _told(thread: dict[str, Any]) -> dict[str, Any]:
    """A thread as GitHub tells all of it at once."""
    items = {"pageInfo": {"hasNextPage": False, "endCursor": None}, "nodes": thread["timelineItems"]}
    return {**thread, "timelineItems": items}
