"""Which roadmap items wait for which."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commtui.insight.waiting import Waiting
from commtui.model.item import Item
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Entry

TODAY = date(2013, 5, 20)


def item(id_: str, status: str, *depends_on: str, when: str = "") -> str:
    needs = ", ".join(f'"{each}"' for each in depends_on)
    time = f'when = "{when}"\n' if when else ""
    return f'[[item]]\nid = "{id_}"\ntitle = "{id_}"\nstatus = "{status}"\ndepends_on = [{needs}]\n{time}'


def roadmap(tmp_path: Path, *items: str) -> tuple[Waiting, dict[str, Item]]:
    (tmp_path / "community.toml").write_text("".join(items))
    entries = load(at(tmp_path / "community.toml")).of(Item)
    return Waiting.of(entries), {each.record.id: each.record for each in entries}


def ids(entries: tuple[Entry[Item], ...]) -> list[str]:
    return [each.record.id for each in entries]


def test_what_is_done_stands_in_nobodys_way_and_what_was_dropped_does(tmp_path: Path) -> None:
    waiting, of = roadmap(
        tmp_path,
        item("log", "done"),
        item("badges", "dropped"),
        item("path", "active"),
        item("mentors", "planned", "log", "badges", "path", "gone"),
    )
    assert ids(waiting.before(of["mentors"])) == ["log", "badges", "path"]
    assert ids(waiting.open_before(of["mentors"])) == ["badges", "path"]
    assert ids(waiting.open_behind(of["path"])) == ["mentors"]
    assert ids(waiting.open_behind(of["log"])) == []


@pytest.mark.parametrize(
    ("status", "when", "expected"),
    [
        ("active", "2014", True),
        ("planned", "2013-Q2", True),
        ("planned", "2013-Q1", True),
        ("planned", "now", True),
        ("planned", "2013-Q3", False),
        ("planned", "next", False),
        ("planned", "", False),
        ("idea", "2013-Q2", False),
        ("done", "2013-Q1", False),
        ("dropped", "2013-Q1", False),
    ],
)
def test_blocked_is_what_should_go_on_now_and_cannot(tmp_path: Path, status: str, when: str, expected: bool) -> None:
    waiting, of = roadmap(tmp_path, item("path", "planned"), item("mentors", status, "path", when=when))
    assert waiting.is_blocked(of["mentors"], TODAY) is expected


def test_nothing_is_blocked_by_what_is_done(tmp_path: Path) -> None:
    waiting, of = roadmap(tmp_path, item("path", "done"), item("mentors", "active", "path"))
    assert not waiting.is_blocked(of["mentors"], TODAY)


def test_the_chain_goes_all_the_way_and_names_each_item_once(tmp_path: Path) -> None:
    waiting, of = roadmap(
        tmp_path,
        item("a", "planned"),
        item("b", "planned", "a"),
        item("c", "planned", "b", "a"),
        item("d", "planned", "c"),
    )
    needs = [(steps, each.record.id) for steps, each in waiting.chain(of["d"], forward=False)]
    assert needs == [(1, "c"), (2, "b"), (3, "a")]
    needed_by = [(steps, each.record.id) for steps, each in waiting.chain(of["a"], forward=True)]
    assert needed_by == [(1, "b"), (2, "c"), (3, "d")]


def test_a_chain_that_is_a_circle_has_an_end(tmp_path: Path) -> None:
    waiting, of = roadmap(tmp_path, item("a", "planned", "b"), item("b", "planned", "a"))
    assert [each.record.id for _, each in waiting.chain(of["a"], forward=False)] == ["b"]
