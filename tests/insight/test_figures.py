"""What is made of the counted numbers: figures of a period, values of key results, what is kept in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from commtui.insight.counted import count
from commtui.insight.figures import Figure, figures
from commtui.insight.keeping import keeping
from commtui.insight.live import Live
from commtui.insight.live_values import LiveValues
from commtui.insight.measured import Measured
from commtui.metrics.definition import own_definitions
from commtui.model.goal import KeyResult
from commtui.store.edits import AddRecord
from tests.insight.plans import snapshot_of
from tests.metrics.small import ADA, BOB, QUARTER, commits, engine

CASES = "SELECT sha AS case_id, person, committed_at AS happened_at, NULL AS amount, subject AS title, url FROM commit"
VALUE = "SELECT count(*) AS value, count(*) AS sample FROM cases"
SOUND = f"-- unit: commits\n-- reading: All of them.\n-- cases\n{CASES}\n-- value\n{VALUE}\n"
BROKEN = SOUND.replace("FROM commit", "FROM comits")
# It can be counted, but its cases have nothing to show.
BARE = f"-- unit: commits\n-- reading: All of them.\n-- cases\nSELECT sha FROM commit\n-- value\n{VALUE}\n"
OF_ONE = f"-- level: person\n{SOUND}".replace("FROM commit", "FROM commit WHERE person = $person")


@contextmanager
def live(folder: Path, **own: str) -> Iterator[Live]:
    """Two commits of that quarter, and the community's own metrics."""
    metrics = folder / "metrics"
    metrics.mkdir()
    for name, text in own.items():
        (metrics / f"{name}.sql").write_text(text, encoding="utf-8")
    known = own_definitions(metrics)
    assert not known.errors
    with engine(folder, known.found, commits=commits((ADA,), (BOB,))) as loaded:
        yield Live(loaded, "git", None, own=known.found)


def by_id(found: Live) -> dict[str, Figure]:
    return {each.definition.id: each for each in figures(found, QUARTER)}


def test_a_metric_of_one_person_is_none_of_the_communitys_and_hides_no_other(tmp_path: Path) -> None:
    with live(tmp_path, of_one=OF_ONE, sound=SOUND) as found:
        known = by_id(found)
        assert known["sound"].now.value == 2
        assert "of_one" not in known
        judged = LiveValues(found, Measured.of(snapshot_of(tmp_path, "")))
        assert judged.value(KeyResult(title="x", metric="of_one", at_least=1), QUARTER) is None


def test_what_git_cannot_tell_is_unknown_and_not_nothing_wherever_it_is_asked_for(tmp_path: Path) -> None:
    # The cases are commits; what they are divided by is not in git.
    beside = SOUND.replace("FROM cases", "FROM cases, thread")
    # What stands in a comment or a string is asked of nobody.
    noted = SOUND.replace("FROM commit", "/* no thread */ FROM commit -- nor interest\nWHERE subject <> 'a thread'")
    with live(tmp_path, beside=beside, noted=noted, sound=SOUND) as found:
        known = by_id(found)
    assert not known["beside"].known
    assert not known["issue_age"].known
    assert known["sound"].known
    assert known["noted"].known


def test_a_key_result_whose_metric_fails_is_judged_by_the_plan(tmp_path: Path) -> None:
    kept = (
        f'[[measurement]]\nmetric = "broken"\nperiod = "{QUARTER}"\nvalue = 7\nunit = "commits"\nsample = 7\n'
        'source = "git"\ncomputed_on = 2026-04-01\n'
    )
    with live(tmp_path, broken=BROKEN, sound=SOUND) as found:
        values = LiveValues(found, Measured.of(snapshot_of(tmp_path, kept)))
        assert values.value(KeyResult(title="x", metric="broken", at_least=1), QUARTER) == 7
        assert values.value(KeyResult(title="x", metric="sound", at_least=1), QUARTER) == 2


def test_a_key_result_of_a_quarter_that_nothing_can_be_known_of_is_judged_by_the_plan(tmp_path: Path) -> None:
    few = KeyResult(title="Few leave", metric="inactive_contributors", at_most=3)
    with live(tmp_path) as found:
        values = LiveValues(found, Measured.of(snapshot_of(tmp_path, "")))
        # The first commit is of the first quarter of 2026, and it is June.
        known = {str(each): values.value(few, each) for each in (QUARTER.shift(by) for by in (-1, 0, 1, 2))}
    assert known == {"2025-Q4": None, "2026-Q1": 0, "2026-Q2": 0, "2026-Q3": None}


def test_cases_that_cannot_be_shown_are_told_and_hide_no_number(tmp_path: Path) -> None:
    with live(tmp_path, bare=BARE) as found:
        counted = count(found, QUARTER, snapshot_of(tmp_path, ""), date(2026, 4, 1))
    assert counted.figures["bare"].now.value == 2
    assert "bare" not in counted.cases
    assert len(counted.cases["commits"]) == 2
    assert any("bare.sql" in each for each in counted.notices)


def test_a_metric_that_fails_is_not_kept_as_one_of_nothing(tmp_path: Path) -> None:
    with live(tmp_path, broken=BROKEN, sound=SOUND) as found:
        edits = keeping(snapshot_of(tmp_path, ""), figures(found, QUARTER), "git", date(2026, 4, 1))
    kept = {str(each.data["metric"]) for each in edits if isinstance(each, AddRecord)}
    assert "sound" in kept
    assert "broken" not in kept
