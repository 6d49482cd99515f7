"""Circles, against a search that is plain to see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commtui.checks.circles import circles, is_one_way

NAMES = st.sampled_from("abcdefg")


def reaches(start: str, edges: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    work = list(edges.get(start, ()))
    while work:
        name = work.pop()
        if name not in found:
            found.add(name)
            work += edges.get(name, ())
    return found


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=4)))
def test_a_circle_is_all_that_reach_each_other(edges: dict[str, list[str]]) -> None:
    expected = {
        frozenset(other for other in edges if other in reaches(name, edges) and name in reaches(other, edges))
        for name in edges
        if name in reaches(name, edges)
    }
    found = list(circles(edges))
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_a_ring_begins_with_its_first_name_and_goes_round() -> None:
    edges = {"x": ["y"], "b": ["c"], "c": ["a"], "a": ["b"], "y": []}
    (ring,) = circles(edges)
    assert ring == ["b", "c", "a"]
    assert is_one_way(ring, edges)


def test_a_very_long_ring_is_found() -> None:
    edges = {str(number): [str((number + 1) % 30_000)] for number in range(30_000)}
    (ring,) = circles(edges)
    assert len(ring) == 30_000
