"""What needs attention, on a small community."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commtui.insight.overview import Attention, attention, progress
from commtui.insight.today import today_in
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
    assert [each.detail for each in found if each.severity == "info"] == ["active, but waits for tests"]


@pytest.mark.parametrize(
    ("thanked", "expected"),
    [
        ("", ["holds a rung, and was never thanked"]),
        ('[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2013-06-01\n', []),
        ('[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2013-01-01\n', ["last thanked 160 days ago"]),
        (
            '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2014-01-01\n',
            ["holds a rung, and was never thanked"],
        ),
    ],
)
def test_people_on_a_rung_who_were_long_not_thanked_are_named(
    tmp_path: Path, thanked: str, expected: list[str]
) -> None:
    text = f"""
[[person]]
id = "ada"
name = "Ada Lovelace"

[[standing]]
person = "ada"
ladder = "code"
rung = "reviewer"

{thanked}"""
    assert [each.detail for each in attention(read(tmp_path, text), (), TODAY)] == expected


def test_a_broken_file_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "community"
    folder.mkdir()
    (folder / "goals.toml").write_text(GOALS)
    (folder / "people.toml").write_text('[[person]]\nid = "ada\n')
    first = attention(load(at(folder)), (), TODAY)[0]
    assert (first.severity, first.title) == ("error", "community/people.toml cannot be read")


def test_an_unknown_time_zone_does_not_stop_the_clock(tmp_path: Path) -> None:
    for name in ("Nowhere/Land", "../../etc/passwd", "/etc"):
        snapshot = read(tmp_path, f'[community]\nname = "OpenMRS"\ntimezone = "{name}"\n')
        assert abs((today_in(snapshot) - date.today()).days) <= 1
