"""What needs attention, on a small community."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from commtui.checks.engine import check
from commtui.insight.overview import Attention, attention
from commtui.insight.quarter import progress
from commtui.insight.today import today_in
from commtui.model.ladder import Ladder
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

TODAY = date(2013, 6, 10)


def read(tmp_path: Path, text: str) -> Snapshot:
    (tmp_path / "community.toml").write_text(text)
    return load(at(tmp_path / "community.toml"))


def titles(found: tuple[Attention, ...], severity: str) -> list[str]:
    return [each.title for each in found if each.severity == severity]


GOALS = """
[community]
name = "OpenMRS"

[[goal]]
id = "structure"
quarter = "2013-Q1"
title = "Non-profit structure"
status = "active"
owners = ["ada"]

[[goal]]
id = "sprint"
quarter = "2013-Q2"
title = "Documentation sprint"
status = "planned"
owners = ["ada"]
[[goal.key_result]]
title = "Thirty pages revised"
done = false
[[goal.key_result]]
title = "Ten people took part"
done = true

[[goal]]
id = "report"
quarter = "2013-Q2"
title = "Regular reporting"
status = "active"

[[goal]]
id = "old"
quarter = "2012-Q4"
title = "Hackathon"
status = "done"
"""


def test_goals_that_slip_are_named_and_finished_ones_are_not(tmp_path: Path) -> None:
    found = attention(read(tmp_path, GOALS), (), TODAY)
    assert titles(found, "warning") == ["Non-profit structure", "Documentation sprint"]
    assert titles(found, "info") == ["Regular reporting"]


def test_every_line_leads_to_its_record(tmp_path: Path) -> None:
    snapshot = read(tmp_path, GOALS)
    assert all(each.target is not None for each in attention(snapshot, (), TODAY))


def test_the_quarter_counts_goals_and_key_results(tmp_path: Path) -> None:
    quarter = progress(read(tmp_path, GOALS), TODAY)
    assert str(quarter.quarter) == "2013-Q2"
    assert quarter.by_status == {"planned": 1, "active": 1}
    assert (quarter.reached, quarter.key_results) == (1, 2)
    assert quarter.days_left == 21


def test_quarters_follow_the_fiscal_year(tmp_path: Path) -> None:
    text = GOALS.replace('name = "OpenMRS"', 'name = "OpenMRS"\nfiscal_year_starts = 4')
    quarter = progress(read(tmp_path, text), TODAY)
    assert str(quarter.quarter) == "2013-Q1"
    assert quarter.by_status == {"active": 1}


def test_a_roadmap_item_that_is_late_is_named(tmp_path: Path) -> None:
    text = """
[[item]]
id = "delivery"
title = "Continuous delivery"
status = "active"
when = "2013-05"
depends_on = ["tests"]

[[item]]
id = "tests"
title = "Automated tests"
status = "planned"
when = "2013-H2"

[[item]]
id = "badge"
title = "Badges"
status = "idea"
when = "2012"
"""
    found = attention(read(tmp_path, text), (), TODAY)
    assert titles(found, "warning") == ["Continuous delivery"]
    assert [each.detail for each in found if each.severity == "info"] == ["active, but waits for Automated tests"]


def test_people_on_a_rung_who_were_long_not_thanked_are_named(tmp_path: Path) -> None:
    text = """
[[person]]
id = "ada"
name = "Ada Lovelace"

[[standing]]
person = "ada"
ladder = "code"
rung = "reviewer"
"""
    thanks = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = {}\n'.format
    goal = '[[goal]]\nid = "guide"\nquarter = "2013-Q2"\ntitle = "A guide"\nstatus = "done"\nowners = ["ada"]\n'
    never = "holds a rung, and was never thanked"

    def told(text: str) -> list[str]:
        return [each.detail for each in attention(read(tmp_path, text), (), TODAY)]

    assert told(text) == [never]
    assert told(text + thanks("2014-01-01")) == [never]
    assert told(text + thanks("2013-06-01")) == told(text + thanks("2013-03-10")) == []
    assert told(text + thanks("2013-01-01")) == ["last thanked 160 days ago"]
    away = text.replace('rung = "reviewer"', 'rung = "reviewer"\nstatus = "on leave"')
    assert told(away) == told(away + goal) == []


def test_a_broken_file_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "community"
    folder.mkdir()
    (folder / "goals.toml").write_text(GOALS)
    (folder / "people.toml").write_text('[[person]]\nid = "ada\n')
    first = attention(load(at(folder)), (), TODAY)[0]
    assert (first.severity, first.title) == ("error", "community/people.toml cannot be read")


def test_a_goal_that_is_far_behind_the_time_is_at_risk(tmp_path: Path) -> None:
    text = """
[[goal]]
id = "report"
quarter = "2013-Q2"
title = "Regular reporting"
status = "active"
owners = ["ada"]
[[goal.key_result]]
title = "A report each month"
mid_score = 0.3
[[goal.key_result]]
title = "Someone acts on it"
"""
    found = attention(read(tmp_path, text), (), date(2013, 5, 30))
    assert [each.detail for each in found] == ["at risk: 30% of the way, 65% of the time over"]
    assert attention(read(tmp_path, text), (), date(2013, 4, 30)) == ()
    unjudged = text.replace("mid_score = 0.3\n", "")
    assert attention(read(tmp_path, unjudged), (), date(2013, 5, 30)) == ()


LADDER = """
[[ladder]]
id = "code"
title = "Code"
[[ladder.rung]]
id = "maintainer"
title = "Maintainer"
minimum_holders = 2

[[person]]
id = "ada"
name = "Ada Lovelace"

[[recognition]]
person = "ada"
kinds = ["code"]
date = 2013-06-01

[[standing]]
person = "ada"
ladder = "code"
rung = "maintainer"
"""


def test_a_rung_that_too_few_hold_is_named_once_and_leads_to_its_ladder(tmp_path: Path) -> None:
    snapshot = read(tmp_path, LADDER)
    [found] = attention(snapshot, check(snapshot, TODAY), TODAY)
    assert (found.title, found.detail, found.rung) == ("Maintainer", "1 of at least 2 holders", "maintainer")
    assert found.target is snapshot.of(Ladder)[0]
    assert found.remedies[0] == "holder"


def test_a_quarter_without_goals_is_told_now_and_shortly_before_it_begins(tmp_path: Path) -> None:
    snapshot = read(tmp_path, GOALS.split("[[goal]]")[0] + "[[goal]]" + GOALS.split("[[goal]]")[4])
    assert [(each.title, each.remedies) for each in attention(snapshot, (), TODAY)] == [("2013-Q2", ("plan",))]
    late = attention(snapshot, (), date(2013, 6, 29))
    assert [each.detail for each in late] == [
        "the quarter runs, and has no goals",
        "begins in 2 days, and has no goals yet",
    ]
    assert str(late[1].target) == "2013-Q3"


def test_metrics_that_are_old_are_told_some_weeks_after_the_quarter(tmp_path: Path) -> None:
    text = """
[[measurement]]
metric = "active_contributors"
period = "2012-Q4"
value = 41
unit = "people"
sample = 41
source = "github"
computed_on = 2013-01-02
"""
    snapshot = read(tmp_path, text)
    assert attention(snapshot, (), date(2013, 5, 1)) == ()
    [found] = attention(snapshot, (), date(2013, 5, 20))
    assert found.detail == "last measured for 2012-Q4, and 2013-Q1 is over"


def test_an_unknown_time_zone_does_not_stop_the_clock(tmp_path: Path) -> None:
    for name in ("Nowhere/Land", "../../etc/passwd", "/etc"):
        snapshot = read(tmp_path, f'[community]\nname = "OpenMRS"\ntimezone = "{name}"\n')
        assert abs((today_in(snapshot) - date.today()).days) <= 1
