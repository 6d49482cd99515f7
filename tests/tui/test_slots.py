"""Where rows stand among their headings."""

from __future__ import annotations

import random

import pytest

from commtui.tui.widgets.slots import Heading, Runs, Slots

MONTHS = ["May"] * 3 + ["April"] + ["March"] * 70 + ["Undated"] * 2


def drawn(slots: Slots) -> list[str]:
    found = []
    for slot in range(len(slots)):
        held = slots.at(slot)
        found.append(held.name if isinstance(held, Heading) else "" if held is None else str(held))
    return found


def test_the_groups_of_a_long_list_are_found_without_asking_all_of_it() -> None:
    asked: list[int] = []

    def group(number: int) -> str:
        asked.append(number)
        return f"{number // 10_000}"

    runs = Runs.of(range(100_000), group)
    assert list(runs.starts) == list(range(0, 100_000, 10_000))
    assert len(asked) < 1_000


def test_each_group_has_its_heading_and_a_line_above_it() -> None:
    slots = Slots([0, 2, 3, 75], Runs.of(MONTHS, str), spaced=True)
    assert drawn(slots) == ["May", "0", "1", "", "April", "2", "", "Undated", "3"]


def test_high_rows_need_no_line_above_a_heading() -> None:
    assert drawn(Slots([1, 3], Runs.of(MONTHS, str), spaced=False)) == ["May", "0", "April", "1"]


def test_without_groups_each_row_has_the_slot_of_its_number() -> None:
    slots = Slots(range(3), Runs(), spaced=True)
    assert drawn(slots) == ["0", "1", "2"]
    assert slots.at(3) is None


def test_nothing_shown_takes_no_slot() -> None:
    assert len(Slots((), Runs.of(MONTHS, str), spaced=True)) == 0


@pytest.mark.parametrize("spaced", [True, False])
def test_every_row_is_in_its_slot_and_below_its_heading(spaced: bool) -> None:
    chance = random.Random(7)
    runs = Runs.of(MONTHS, str)
    for _ in range(50):
        shown = sorted(chance.sample(range(len(MONTHS)), chance.randrange(1, len(MONTHS))))
        slots = Slots(shown, runs, spaced=spaced)
        below = ""
        rows = []
        for slot in range(len(slots)):
            held = slots.at(slot)
            if isinstance(held, Heading):
                below = held.name
            elif held is not None:
                rows.append(held)
                assert slots.of(held) == slot
                assert MONTHS[shown[held]] == below
        assert rows == list(range(len(shown)))
