"""Circles among things that follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def circles(edges: Edges) -> Iterator[list[str]]:
    """Each set of names that lead back to themselves, from its first name in `edges` on, as they follow.

    A name is in one circle at most: circles that share names are one. Names that are no key of `edges` lead nowhere.
    """
    place = {name: number for number, name in enumerate(edges)}
    for component in _Search(edges).components():
        if len(component) > 1 or component[0] in edges[component[0]]:
            component.sort(key=place.__getitem__)
            yield _walked(component, edges)


def is_one_way(circle: list[str], edges: Edges) -> bool:
    """Whether the circle is a plain ring: each name leads to the next, and the last to the first."""
    return all(following in edges[name] for name, following in zip(circle, (*circle[1:], circle[0]), strict=True))


def _walked(component: list[str], edges: Edges) -> list[str]:
    members = set(component)
    last: str | None = component[0]
    walk: dict[str, None] = {}
    while last is not None:
        walk[last] = None
        last = next((each for each in edges[last] if each in members and each not in walk), None)
    return [*walk, *(each for each in component if each not in walk)]


class _Search:
    """Tarjan's search for strongly connected components; without recursion, for a hostile chain may be long."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._open: dict[str, None] = {}

    def components(self) -> Iterator[list[str]]:
        for root in self._edges:
            if root not in self._number:
                yield from self._from(root)

    def _from(self, root: str) -> Iterator[list[str]]:
        way = [(root, self._enter(root))]
        while way:
            name, following = way[-1]
            unseen = self._next_unseen(name, following)
            if unseen is not None:
                way.append((unseen, self._enter(unseen)))
                continue
            way.pop()
            if way:
                self._lower(way[-1][0], self._lowest[name])
            if self._lowest[name] == self._number[name]:
                yield self._close(name)

    def _enter(self, name: str) -> Iterator[str]:
        self._number[name] = self._lowest[name] = len(self._number)
        self._open[name] = None
        return (each for each in self._edges[name] if each in self._edges)

    def _next_unseen(self, name: str, following: Iterator[str]) -> str | None:
        for each in following:
            if each not in self._number:
                return each
            if each in self._open:
                self._lower(name, self._number[each])
        return None

    def _lower(self, name: str, number: int) -> None:
        self._lowest[name] = min(self._lowest[name], number)

    def _close(self, name: str) -> list[str]:
        component: list[str] = []
        while not component or component[-1] != name:
            component.append(self._open.popitem()[0])
        return component
