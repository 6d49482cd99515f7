"""Counted twice: what the engine says is what plain Python counts from the same rows, by the text of the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from commtui.activity.identity import People
from commtui.metrics.definition import definitions
from commtui.metrics.engine import Engine
from commtui.metrics.measure import Measure
from commtui.model.metric import COMMUNITY_METRICS, PERSON_METRICS
from commtui.model.when import Period, Quarter
from tests.metrics import histories
from tests.metrics.cast import HUMANS
from tests.metrics.recount import Recount
from tests.metrics.recount_numbers import Count
from tests.metrics.rows import History, Release, cache_beside
from tests.trying import times

WHOLE = (datetime(1969, 1, 1), datetime(2039, 1, 1))
YEAR = (datetime(2025, 1, 1), datetime(2026, 1, 1))
# Windows of time, and labels: all of it, a year, a part of a month.
SHARES = (
    (*WHOLE, None),
    (*YEAR, None),
    (*YEAR, "newcomer"),
    (datetime(2025, 4, 1), datetime(2025, 4, 30, 21, 30), None),
)
SOME = ("ada", "grace", "pingala", "github:bob", "github:bobby", "git:bob@example.org", "nobody")


@contextmanager
def engine_of(history: History, folder: Path) -> Iterator[Engine]:
    """An engine over the history, written into a cache as the sources write it."""
    cache = cache_beside(folder)
    history.write(cache)
    people = People(history.people, history.community.bots)
    with Engine.load(cache, people, history.community, history.recognitions, history.now) as engine:
        yield engine


def differences(
    history: History, folder: Path, periods: Sequence[Period] = histories.PERIODS, people: Sequence[str] = SOME
) -> list[str]:
    """Where the two counts of a history differ, a line each: history, metric, period or person, both numbers."""
    second = Recount(history)
    with engine_of(history, folder) as engine:
        found = [*_of_community(engine, second, periods), *_of_people(engine, second, people)]
    return [f"{history.name}, {each}" for each in found]


def _of_community(engine: Engine, second: Recount, periods: Sequence[Period]) -> Iterator[str]:
    for period in periods:
        for metric, first in engine.measure_all(period).items():
            if said := difference(first, second.community(metric, period)):
                yield f"{metric}, {period}: {said}"


def _of_people(engine: Engine, second: Recount, people: Sequence[str]) -> Iterator[str]:
    for metric, definition in definitions("person").items():
        for person in people:
            for since, until, scope in SHARES:
                first = engine.count(definition, person, since, until, scope)
                if said := difference(first, second.of_person(metric, person, since, until, scope)):
                    yield f"{metric} of {person}, {since} to {until}, {scope}: {said}"


def difference(first: Measure, second: Count) -> str:
    """What the engine says otherwise than the second count, in words; empty where they agree."""
    ours = {"value": first.value, "sample": first.sample, **first.details}
    theirs = {"value": second.value, "sample": second.sample, **second.details}
    if ours.keys() != theirs.keys():
        return f"the engine tells {sorted(ours)}, the second count {sorted(theirs)}"
    return ", ".join(
        f"{name} {ours[name]} in the engine, {theirs[name]} by the second count"
        for name in ours
        if not _same(ours[name], theirs[name])
    )


def _same(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else one == pytest.approx(other, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(times(1, 60)))
def test_the_engine_and_the_second_count_agree(seed: int, tmp_path: Path) -> None:
    assert differences(histories.made_of(seed), tmp_path) == []


def test_they_agree_on_everyone_of_a_community(tmp_path: Path) -> None:
    history = histories.made_of(2013)
    second = Recount(history)
    with engine_of(history, tmp_path) as engine:
        assert list(_of_people(engine, second, tuple(HUMANS)[:: times(3, 1)])) == []
        for metric, definition in definitions("person").items():
            found = engine.count_all(definition, *YEAR)
            counts = {person: second.of_person(metric, person, *YEAR).sample for person in HUMANS}
            assert {who: found.get(who, 0) for who in HUMANS} == counts, metric
            strangers = {who for who in found if who not in HUMANS and not who.startswith(("ghost:", "github:guest-"))}
            assert strangers == set(), metric


def test_they_agree_on_what_touched_a_part_of_the_project(tmp_path: Path) -> None:
    history = histories.made_of(7)
    shas = {each.sha for each in history.commits[::2]}
    part = Recount(replace(history, commits=history.commits[::2], threads=()))
    with engine_of(history, tmp_path) as engine:
        for metric in ("commits", "months_active"):
            for person in HUMANS:
                first = engine.count(definitions("person")[metric], person, *YEAR, "modules/", shas)
                assert difference(first, part.of_person(metric, person, *YEAR)) == "", person


def test_they_agree_on_a_clone_without_a_token(tmp_path: Path) -> None:
    assert differences(histories.only_git(3), tmp_path, histories.PERIODS[3::3], SOME[:3]) == []


def test_they_agree_on_nothing_at_all(tmp_path: Path) -> None:
    assert differences(histories.empty(), tmp_path, histories.PERIODS[:1], SOME[:1]) == []


def test_tags_count_where_there_are_no_releases(tmp_path: Path) -> None:
    tag, release = (Release(source, "v1.0", datetime(2025, 3, 1)) for source in ("git", "github"))
    early = Release("git", "v0.9", datetime(2025, 2, 1))
    for releases, wanted in (((early, tag), 2), ((early, tag, release), 1)):
        history = replace(histories.empty(), name=str(wanted), releases=releases)
        with engine_of(history, tmp_path) as engine:
            assert engine.measure(definitions()["release_frequency"], Quarter(2025, 1)).value == wanted
        assert Recount(history).community("release_frequency", Quarter(2025, 1)).value == wanted


def test_what_has_no_data_has_no_number(tmp_path: Path) -> None:
    counts = {
        "active_contributors",
        "commits",
        "inactive_contributors",
        "new_contributors",
        "occasional_contributors",
        "release_frequency",
    }
    with engine_of(histories.empty(), tmp_path) as engine:
        for metric, measure in engine.measure_all(histories.PERIODS[0]).items():
            assert (measure.value, measure.sample) == (0 if metric in counts else None, 0), metric


def test_every_metric_is_counted_twice() -> None:
    assert definitions("community").keys() == COMMUNITY_METRICS
    assert definitions("person").keys() == PERSON_METRICS
