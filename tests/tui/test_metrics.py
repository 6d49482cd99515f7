"""The metrics: where they go, what they judge, and how they are read."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from commtui import demo
from commtui.activity.errors import ActivityError
from commtui.activity.progress import Progress, Stopped
from commtui.insight.live import Asked, Live, open_live
from commtui.model.person import Person
from commtui.store.snapshot import Snapshot
from commtui.tui.deeds.counting import Counting
from commtui.tui.glyphs import ASCII, UNICODE
from commtui.tui.pages.counted import moved
from commtui.tui.screens.record import RecordScreen
from commtui.tui.views.metrics import MetricsView
from commtui.tui.widgets.chart import Level, chart
from tests.repository import commit_all, new_repository, only_a_name_is_set
from tests.tui.driving import (
    LARGE,
    SMALL,
    app_of,
    example,
    main_of,
    opened,
    press,
    screen_text,
    until,
    write,
)

WIDE = (200, 50)
OURS = """-- unit: commits
-- reading: How our clinic reads it.
-- cases
SELECT sha AS case_id, person, committed_at AS happened_at, NULL AS amount, subject AS title, url FROM commit
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
"""


async def test_a_metric_says_where_it_went_what_it_judges_and_how_it_is_read() -> None:
    async with opened(demo.path(), WIDE) as pilot:
        before = await press(pilot, "6", "l")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordScreen)
        assert await press(pilot, "escape") == before
        text = await press(pilot, "h", "G")
        assert "2.6 days  ↘ 0.8 better   in a year ↘ 1.5 better" in text
        assert "Direction      less is better" in text
        assert "Before         3.4 days in 2012-Q4  ↘ 0.8 better" in text
        assert "A year before  4.1 days in 2012-Q1  ↘ 1.5 better" in text
        # More releases are neither.
        assert "2 releases  ↗ 1   in a year → 0 the same" in text
        assert "n adds one." in text
        panel = await press(pilot, "i")
        assert "Bots, hidden" in panel
        assert "As written with the measurements:" in panel
        assert "At CHAOSS      Time to First Response" in panel
        assert await press(pilot, "escape") == text
        # The goals that it judges stand beside it, and lead to the goal.
        assert "at most 2 days" in text
        before = await press(pilot, "l", "l")
        await press(pilot, "enter")
        assert main_of(pilot).view_name == "goals"
        assert await press(pilot, "escape") == before


async def test_a_metric_of_ones_own_and_one_without_data_are_shown_without_judgement(tmp_path: Path) -> None:
    records = "".join(
        f'[[measurement]]\nmetric = "{metric}"\nperiod = "{period}"\nunit = "x"\nsample = 0\nsource = "git"\n'
        f"computed_on = 2013-04-01\n{value}"
        for metric, period, value in (
            ("smiles", "2012-Q4", "value = 3\n"),
            ("smiles", "2013-Q1", "value = 5\n"),
            ("issue_age", "2013-Q1", ""),
        )
    )
    async with opened(write(tmp_path, community=f'[community]\nname = "C"\n{records}'), SMALL) as pilot:
        listed = await press(pilot, "6")
        assert "no data" in listed
        assert "5 x  ↗ 2" in listed
        assert "better" not in listed
        assert "it is none of the metrics" in await press(pilot, "j", "i")
        view = main_of(pilot).view
        assert isinstance(view, MetricsView)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_a_chart_is_no_wider_than_it_may_be_and_shows_the_last_values(glyphs: object) -> None:
    assert glyphs in (UNICODE, ASCII)
    own = ASCII if glyphs is ASCII else UNICODE
    for count in (1, 2, 5, 30, 300):
        for cells in (20, 44, 100):
            lines = chart([float(each) for each in range(count)], ["x"] * count, cells, 6, own, Level(2, ""))
            assert lines
            assert all(len(line.text.rstrip()) <= cells for line in lines)
            assert all(line.text.isascii() for line in lines) == own.ascii_only


def test_a_higher_value_has_a_higher_bar_and_what_is_not_known_has_none() -> None:
    lines = [line.text for line in chart([2.0, 4.0, None], ["a", "b", "c"], 40, 4, UNICODE)]
    columns = [[line[9 + 9 * number] for line in lines[:4]] for number in range(3)]
    assert columns == [[" ", " ", "█", "█"], ["█", "█", "█", "█"], [" ", " ", " ", UNICODE.gap]]
    assert lines[0].startswith("      4 ")
    assert lines[3].startswith("      0 ")


def test_a_target_is_a_line_with_words_at_its_height() -> None:
    lines = [line.text for line in chart([1.0, 1.0], ["a", "b"], 40, 4, UNICODE, Level(4, "at least 4"))]
    assert lines[0].endswith("at least 4")
    assert "─" in lines[0]
    assert chart([None], ["a"], 40, 4, UNICODE) == []


async def counted(pilot: Pilot[None], period: str = "") -> str:
    """The Metrics view, once the numbers of a period are there."""
    counting = app_of(pilot).counting
    await until(
        pilot,
        lambda: (
            counting.counted is not None
            and not counting.doing
            and (not period or str(counting.counted.period) == period)
        ),
    )
    await pilot.pause()
    return screen_text(pilot)


async def test_the_example_is_counted_period_by_period_each_number_on_its_cases() -> None:
    async with opened(demo.path(), WIDE, opener=example) as pilot:
        await press(pilot, "6")
        text = await counted(pilot)
        assert "all of this activity is made up" in text
        assert "2013-Q2  example of openmrs/openmrs-core" in text
        # What one begins with stands first, and each number stands on its cases.
        assert text.index("Change request closure ratio") < text.index("Active contributors")
        assert "Counted from these" in text
        assert "1 of" in text or "open at the end" in text
        await press(pilot, "right_square_bracket")
        assert "2013-Q3 has not begun: 2013-Q2 is the last" in screen_text(pilot)
        assert main_of(pilot).view_name == "metrics"
        await press(pilot, "left_square_bracket")
        text = await counted(pilot, "2013-Q1")
        assert "2013-Q1  example" in text
        # Of a year before of which nothing is known nothing is said.
        assert re.search(r"in a year [↗↘→]", text)
        assert not re.search(r"in a year +2013-Q1", text)
        # A measurement of the metric that is counted is begun with what is known.
        await filtered(pilot, "issue age")
        form = await press(pilot, "n")
        assert "issue_age" in form
        assert "2013-05-20" in form
        await press(pilot, "escape")
        # Evidence opens the person that it is.
        await press(pilot, "escape")
        await filtered(pilot, "absence")
        await press(pilot, "l", "enter")
        await until(pilot, lambda: main_of(pilot).view_name == "people")
        await press(pilot, "escape")
        assert main_of(pilot).view_name == "metrics"
        # Elsewhere brackets go through the views, as ever.
        await press(pilot, "1", "right_square_bracket")
        assert main_of(pilot).view_name == "roadmap"


async def filtered(pilot: Pilot[None], words: str) -> None:
    """Filter the metrics."""
    await press(pilot, "slash")
    view = main_of(pilot).view
    assert isinstance(view, MetricsView)
    view.filter_bar.input.value = words
    await press(pilot)
    await press(pilot, "enter")


async def test_key_results_are_judged_by_what_is_counted_once_it_is(tmp_path: Path) -> None:
    goals = (
        '[[goal]]\nid = "g"\ntitle = "Quick replies"\nquarter = "2013-Q2"\nstatus = "active"\nowners = ["ada"]\n'
        '[[goal.key_result]]\ntitle = "A release"\nmetric = "release_frequency"\nbaseline = 0\n'
        'at_least = 1\nowners = ["ada"]\n'
        '[[goal.key_result]]\ntitle = "A part"\nmetric = "release_frequency"\nscope = "docs"\nat_least = 1\n'
    )
    measured = (
        '[[measurement]]\nmetric = "release_frequency"\nperiod = "2013-Q1"\nvalue = 0\nunit = "releases"\nsample = 0\n'
        'source = "git"\ncomputed_on = 2013-04-01\n'
    )
    files = {"community": '[community]\nname = "Clinic"\n', "goals": goals, "metrics": measured}
    ada = '[[person]]\nid = "ada"\nname = "Ada"\n'
    async with opened(write(tmp_path, people=ada, **files), SMALL, opener=example) as pilot:
        assert "at risk: 0% of the way" in screen_text(pilot)
        text = await press(pilot, "3", "enter")
        assert "baseline 0 → 0 measured in 2013-Q1 → at least 1" in text
        assert "0 of 2 reached, 1 not judged yet" in text
        await press(pilot, "6")
        await counted(pilot)
        assert "at risk" not in await press(pilot, "1")
        text = await press(pilot, "3", "enter")
        assert re.search(r"baseline 0 → [1-9]\d* counted so far → at least 1", text)
        assert "1 of 2 reached, 1 not judged yet" in text
        assert "not measured for docs alone" in text
        assert "100% reached" in await press(pilot, "7", "enter")
        # What is read anew is judged by it at once.
        write(tmp_path, goals=goals.replace("A release", "One release"))
        await until(pilot, lambda: "One release" in screen_text(pilot))
        assert "100% reached" in screen_text(pilot)


async def test_what_cannot_be_counted_is_told_and_what_is_kept_stays() -> None:
    faults = [ActivityError("nobody has a token", "set GITHUB_TOKEN"), ZeroDivisionError("nobody foresaw it")]

    def broken(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
        raise faults[0]

    async with opened(demo.path(), LARGE, opener=broken) as pilot:
        counting = app_of(pilot).counting
        await press(pilot, "6")
        # Nothing is kept, and git knows nothing: which key asks.
        await until(pilot, lambda: counting.trouble == "nobody has a token; r asks GitHub")
        await press(pilot, "r")
        await until(pilot, lambda: counting.trouble == "nobody has a token; set GITHUB_TOKEN")
        assert "Kept in the plan" in await press(pilot)
        # A fault of ours is told, and not waited for.
        del faults[0]
        await press(pilot, "r")
        await until(pilot, lambda: "nobody foresaw it" in counting.trouble)
        assert not counting.doing


async def test_numbers_of_a_real_clone_are_counted_from_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    root = new_repository(tmp_path / "clinic")
    write(root, community='[community]\nname = "Clinic"\n')
    (root / "community" / "metrics").mkdir()
    (root / "community" / "metrics" / "ours.sql").write_text(OURS, encoding="utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2013-05-01T10:00:00+0000")
    commit_all(root, "The first plan")
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)

    def live(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
        return open_live(snapshot, root, asked, progress)

    async with opened(root / "community", LARGE, opener=live) as pilot:
        await press(pilot, "6")
        text = await counted(pilot)
        assert "counted from git alone" in text or "git" in text
        await press(pilot, "slash", *"commits", "enter")
        assert "The first plan" in screen_text(pilot)
        commit_all(root, "The second plan")
        await press(pilot, "left_square_bracket")
        await counted(pilot, "2013-Q1")
        await press(pilot, "right_square_bracket")
        await counted(pilot, "2013-Q2")
        assert "The second plan" in screen_text(pilot)
        await press(pilot, "escape", "G")
        panel = await press(pilot, "i")
        assert "How our clinic reads it." in panel
        assert "metrics/ours.sql" in panel
        assert "none of the metrics" not in panel


async def test_closing_the_app_ends_a_download_at_once() -> None:
    begun, stopped = Event(), Event()

    def long(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
        try:
            for done in range(200):
                progress.tell("commits", done, None)
                begun.set()
                time.sleep(0.1)
        except Stopped:
            stopped.set()
            raise
        raise ActivityError("nobody stopped it")

    async with opened(demo.path(), LARGE, opener=long) as pilot:
        # Not `press`, which waits until nothing is going on.
        await pilot.press("6")
        await until(pilot, begun.is_set)
    assert stopped.wait(10)
    # What was told last finds nothing to be shown on.
    await app_of(pilot).on_counting_told(Counting.Told(doing="commits: 9"))


async def test_who_leaves_does_not_wait_for_an_answer_that_never_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commtui.activity.github.asking._PATIENCE", 0.02)
    before = set(threading.enumerate())
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        environment = {"GITHUB_TOKEN": "ghs_mute", "GITHUB_API_URL": address, "GITHUB_REPOSITORY": "clinic/clinic"}

        def live(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
            return open_live(snapshot, tmp_path, asked, progress, environment=environment)

        async with opened(write(tmp_path, community='[community]\nname = "Clinic"\n'), LARGE, opener=live) as pilot:
            await press(pilot, "6")
            await until(pilot, lambda: bool(app_of(pilot).counting.trouble))
            await pilot.press("r")
            asked, _ = await asyncio.to_thread(silent.accept)
        # What `asyncio.run` does at its end, and the interpreter.
        await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 10)
        left = set(threading.enumerate()) - before
        assert left
        assert all(each.daemon for each in left)
        asked.close()


async def test_another_period_is_counted_by_the_plan_as_it_is_now(tmp_path: Path) -> None:
    plan = '[community]\nname = "Clinic"\n'
    people: list[int] = []

    def counting(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
        people.append(len(snapshot.of(Person)))
        return example(snapshot, asked, progress)

    async with opened(write(tmp_path, community=plan), LARGE, opener=counting) as pilot:
        await press(pilot, "6")
        await counted(pilot)
        await press(pilot, "left_square_bracket")
        await counted(pilot, "2013-Q1")
        assert people == [0]
        write(tmp_path, community=f'{plan}[[person]]\nid = "ada"\nname = "Ada"\n')
        await until(pilot, lambda: (state := app_of(pilot).state) is not None and len(state.snapshot.of(Person)) == 1)
        await press(pilot, "left_square_bracket")
        await counted(pilot, "2012-Q4")
        assert people == [0, 1]


def test_a_share_moves_by_points_and_all_else_by_its_unit() -> None:
    assert [moved(change, "share") for change in (0.0123, -0.5, 0)] == ["1 pp", "50 pp", "0 pp"]
    assert [moved(-1.0, "days"), moved(3.0, "people")] == ["1 day", "3"]
