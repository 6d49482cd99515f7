"""However often a walk is cut, and whatever changes meanwhile, all is met as it is in the end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commtui.activity.github.walks import Gap, Walk
from tests.activity.github.garden import at

# What happens before a page is read: a thread of this number changes, or the download is cut.
CUT = -1
happenings = st.lists(st.lists(st.integers(CUT, 11), max_size=3), max_size=40)


def read_page(walk: Walk, times: dict[int, int], kept: dict[int, int], size: int) -> Walk:
    """As GitHub pages: by time and number, after the place where the last page ended."""
    order = sorted(((time, number) for number, time in times.items()), reverse=True)
    after = walk.gaps[0].after
    if after is not None:
        place = tuple(map(int, after.split(" ")))
        order = [each for each in order if each < place]
    page = order[:size]
    kept.update({number: time for time, number in page})
    more = f"{page[-1][0]} {page[-1][1]}" if len(order) > size else None
    return walk.walked([at(time) for time, _ in page], more, len(times))


@given(happenings, st.integers(1, 5))
def test_a_walk_meets_the_last_change_of_everything(happening: list[list[int]], size: int) -> None:
    times = {number: number for number in range(12)}
    kept: dict[int, int] = {}
    walk, now = Walk().begun(), 100
    for each in happening:
        for number in each:
            now += 1
            if number == CUT:
                walk = Walk.from_text(walk.to_text()).begun()
            else:
                times[number] = now
        walk = read_page(walk if walk.gaps else walk.begun(), times, kept, size)
    # Nothing changes any more, and a last download runs to its end.
    walk = walk.begun()
    while walk.gaps:
        walk = read_page(walk, times, kept, size)
    assert kept == times


def test_a_walk_ends_at_what_was_seen_before() -> None:
    walk = Walk(at(50), 9).begun()
    assert walk.gaps == (Gap(None, "2026-01-07T10:59:00Z"),)
    on = walk.walked([at(60), at(55)], "next", 11)
    assert on.gaps == (Gap("next", "2026-01-07T10:59:00Z"),)
    assert on.walked([at(50), at(49)], "more", 11) == Walk(at(60), 11)


def test_a_cut_walk_goes_first_to_what_is_new_and_then_on_where_it_was() -> None:
    cut = Walk().begun().walked([at(9), at(8)], "far", 20)
    assert cut.begun().gaps == (Gap(None, "2026-01-05T17:59:00Z"), Gap("far", None))


def test_a_walk_that_read_nothing_yet_begins_as_before() -> None:
    assert Walk().begun().begun() == Walk().begun()


def test_things_without_a_time_are_read_again_where_their_number_is_another() -> None:
    known = Walk(None, 30).begun()
    assert known.counted("next", 30) == Walk(None, 30)
    assert known.counted("next", 31).gaps == (Gap("next"),)
    assert known.counted(None, 31) == Walk(None, 31)
    assert known.counted("next", 31).counted("more", 30).gaps == (Gap("more"),)


def test_a_list_that_got_shorter_while_it_was_read_is_known_by_that() -> None:
    read = Walk().begun().walked([at(9)], "next", 20)
    assert read.has_shrunk(19)
    assert not read.has_shrunk(21)
    assert not replace(read, gaps=()).begun().has_shrunk(19)
