"""Who goes on from rung to rung."""

from __future__ import annotations

from datetime import date

from commtui import demo
from commtui.insight.climbing import climbs
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot
from tests.report.conftest import Read, community

__all__ = ["community"]

LADDER = """
[[ladder]]
id = "care"
title = "Care"
[[ladder.rung]]
id = "visitor"
title = "Visitor"
[[ladder.rung]]
id = "helper"
title = "Helper"
[[ladder.rung]]
id = "keeper"
title = "Keeper"
[[ladder.rung]]
id = "host"
title = "Host"
line = "side"
"""


def standing(person: str, rung: str, since: str = "") -> str:
    day = f"since = {since}\n" if since else ""
    return f'[[standing]]\nperson = "{person}"\nladder = "care"\nrung = "{rung}"\n{day}'


def steps(snapshot: Snapshot, until: date = date(2026, 10, 1)) -> list[tuple[str, str, int, int]]:
    return [(each.before, each.after, each.reached, each.went_on) for each in climbs(snapshot, until)]


def test_who_stands_above_has_come_by(community: Read) -> None:
    plan = LADDER + standing("ana", "visitor") + standing("bo", "helper") + standing("cai", "keeper")
    plan += standing("ana", "host")
    assert steps(community({"community.toml": plan})) == [("visitor", "helper", 3, 2), ("helper", "keeper", 2, 1)]


def test_what_is_to_come_does_not_count_yet(community: Read) -> None:
    plan = LADDER + standing("ana", "visitor", "2026-01-01") + standing("ana", "helper", "2026-10-01")
    assert steps(community({"community.toml": plan}))[0] == ("visitor", "helper", 1, 0)
    assert steps(community({"community.toml": plan}), date(2026, 10, 2))[0] == ("visitor", "helper", 1, 1)


def test_nobody_is_no_share_and_not_a_zero(community: Read) -> None:
    found = climbs(community({"community.toml": LADDER}), date(2026, 10, 1))
    assert [each.share for each in found] == [None, None]


def test_a_ladder_in_a_circle_ends(community: Read) -> None:
    circle = LADDER.replace('title = "Visitor"', 'title = "Visitor"\nafter = ["keeper"]')
    assert len(steps(community({"community.toml": circle + standing("ana", "helper")}))) == 3


def test_the_example_has_a_way_up_on_which_fewer_go_on() -> None:
    found = climbs(load(at(demo.path())), demo.AS_OF)
    assert found
    assert all(each.went_on <= each.reached for each in found)
