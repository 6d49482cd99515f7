"""The overview as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commtui import demo
from commtui.checks.engine import check
from commtui.model.words import width
from commtui.report.overview import render
from commtui.report.style import Style
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

Read = Callable[[dict[str, str]], Snapshot]


def overview(snapshot: Snapshot, style: Style) -> str:
    return render(snapshot, check(snapshot, demo.AS_OF), demo.AS_OF, style)


@pytest.mark.parametrize("columns", [None, 40, 80, 200])
def test_the_overview_fits_in_80_columns_or_the_terminal(columns: int | None) -> None:
    shown = overview(load(at(demo.path())), Style(columns=columns))
    assert max(map(width, shown.splitlines())) <= min(columns or 80, 80)


def test_the_overview_leads_with_what_needs_attention() -> None:
    shown = overview(load(at(demo.path())), Style())
    heads = [line for line in shown.splitlines() if line[:1].isalpha()]
    assert heads[0] == "OpenMRS"
    assert [head.split()[0] for head in heads[2:]] == ["Needs", "Goals", "Latest"]
    assert "2013-05-20 · 2013-Q2, 42 days left" in shown


def test_in_ascii_the_overview_is_ascii() -> None:
    assert overview(load(at(demo.path())), Style(ascii_only=True)).isascii()


def test_color_changes_no_word_of_the_overview() -> None:
    snapshot = load(at(demo.path()))
    colored = overview(snapshot, Style(color=True, columns=60))
    assert "\x1b[" in colored
    for code in ("0", "1", "2", "31", "33", "36"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == overview(snapshot, Style(columns=60))


def test_an_empty_plan_has_an_overview_too(community: Read) -> None:
    shown = overview(community({"community.toml": '[community]\nname = "New"\n'}), Style())
    assert "✓ nothing" in shown
    assert "none yet" in shown


def test_a_broken_file_is_seen_and_cannot_move_the_cursor(community: Read) -> None:
    shown = overview(community({"goals.toml": '[[goal\nid = "\x1b[2J"', "b.toml": "x = 1"}), Style())
    assert "community/goals.toml" in shown
    assert "\x1b" not in shown


def test_only_the_gravest_are_listed_and_the_others_counted(community: Read) -> None:
    goals = "".join(
        f'[[goal]]\nid = "g{n}"\nquarter = "2012-Q1"\ntitle = "Goal {n}"\nstatus = "active"\n' for n in range(30)
    )
    shown = overview(community({"goals.toml": goals}), Style())
    assert shown.count("still active") == 12
    assert "and 19 things more" in shown
