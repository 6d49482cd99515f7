"""Which of the old things is which of the new ones."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

from commtui.insight.changes.meaning import Data, frozen

T = TypeVar("T")

# Comparing each with each is for few: beyond so many pairs, only what can be looked up is found.
MOST_PAIRS = 2_500
ALIKE = 0.5
ALIKE_CAPTION = 0.75
LONGEST_CAPTION = 200
# With fewer, that all fields but one are equal says little.
FIELDS_THAT_TELL = 3


@dataclass(frozen=True, slots=True)
class Thing(Generic[T]):
    """One thing to match: its meaning, what it is known by, and what people call it.

    `key` is the name of the field by which it is known, or empty where that is only what people call it.
    """

    item: T
    data: Data
    known_by: Hashable
    caption: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """The pairs of old and new, in the order of the new ones, and what has no partner."""

    pairs: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


Pair = tuple[Thing[T], Thing[T]]


def match(olds: Sequence[Thing[T]], news: Sequence[Thing[T]]) -> Matched[T]:
    """Match things: the same content first, then what is known by the same, then what is nearly the same."""
    left = _Left(olds, news)
    left.take(lambda before, now: _equal(before, now, lambda each: frozen(each.data)))
    left.take(_known_by_the_same)
    left.take(_renamed)
    left.take(_all_but_one_field)
    return left.matched()


class _Left(Generic[T]):
    """What has no partner yet, and the pairs that were found."""

    def __init__(self, olds: Sequence[Thing[T]], news: Sequence[Thing[T]]) -> None:
        self._order = {id(each): index for index, each in enumerate(news)}
        self._olds = olds
        self._news = news
        self._pairs: list[Pair[T]] = []

    def take(self, found: Callable[[Sequence[Thing[T]], Sequence[Thing[T]]], Iterable[Pair[T]]]) -> None:
        """Take away the pairs that are found in what is left."""
        if not self._olds or not self._news:
            return
        pairs = list(found(self._olds, self._news))
        gone = {id(each) for pair in pairs for each in pair}
        self._pairs += pairs
        self._olds = [each for each in self._olds if id(each) not in gone]
        self._news = [each for each in self._news if id(each) not in gone]

    def matched(self) -> Matched[T]:
        pairs = sorted(self._pairs, key=lambda pair: self._order[id(pair[1])])
        return Matched(
            tuple((old.item, new.item) for old, new in pairs),
            tuple(each.item for each in self._olds),
            tuple(each.item for each in self._news),
        )


def _equal(
    olds: Iterable[Thing[T]], news: Iterable[Thing[T]], key: Callable[[Thing[T]], Hashable]
) -> Iterator[Pair[T]]:
    """Pairs with the same key, each thing once, in order."""
    waiting = _grouped(olds, key)
    for each in reversed(waiting.values()):
        each.reverse()
    for new in news:
        same = waiting.get(key(new))
        if same:
            yield same.pop(), new


def _known_by_the_same(olds: Sequence[Thing[T]], news: Sequence[Thing[T]]) -> Iterator[Pair[T]]:
    by_key = _grouped(olds, lambda each: each.known_by)
    for key, now in _grouped(news, lambda each: each.known_by).items():
        before = by_key.get(key, [])
        # One name is reason enough; where people only call it the same, it must be like it too.
        enough = 0.0 if now[0].key else ALIKE
        if len(before) * len(now) <= MOST_PAIRS:
            yield from _likest_first(before, now, lambda old, new: likeness(old.data, new.data), enough)
        elif now[0].key:
            yield from zip(before, now, strict=False)


def _renamed(olds: Sequence[Thing[T]], news: Sequence[Thing[T]]) -> Iterator[Pair[T]]:
    """What has another key, the same or a similar caption, and is otherwise alike."""
    if not news[0].key:
        return
    taken: set[int] = set()
    same_caption = _grouped(olds, lambda each: each.caption)
    for caption, now in _grouped(news, lambda each: each.caption).items():
        before = same_caption.get(caption, [])
        if len(before) * len(now) <= MOST_PAIRS:
            for pair in _likest_first(before, now, _otherwise, ALIKE):
                taken |= {id(pair[0]), id(pair[1])}
                yield pair
    olds = [each for each in olds if id(each) not in taken]
    news = [each for each in news if id(each) not in taken]
    if len(olds) * len(news) <= MOST_PAIRS:
        yield from _likest_first(olds, news, _otherwise_and_similar, ALIKE)


def _all_but_one_field(olds: Sequence[Thing[T]], news: Sequence[Thing[T]]) -> Iterator[Pair[T]]:
    """What has no key, and differs in one field: a date that was corrected."""
    if news[0].key:
        return
    names = {name for each in (*olds, *news) for name in each.data}
    without: dict[Hashable, deque[Thing[T]]] = defaultdict(deque)
    for old in olds:
        for rest in _without_one(old, names):
            without[rest].append(old)
    taken: set[int] = set()
    for new in news:
        partner = next(filter(None, (_first(without.get(rest), taken) for rest in _without_one(new, names))), None)
        if partner is not None:
            taken.add(id(partner))
            yield partner, new


def _first(waiting: deque[Thing[T]] | None, taken: set[int]) -> Thing[T] | None:
    """The first that is not taken; those that are leave the queue, so that nothing is looked at twice."""
    while waiting and id(waiting[0]) in taken:
        waiting.popleft()
    return waiting[0] if waiting else None


def _without_one(thing: Thing[T], names: Iterable[str]) -> Iterator[Hashable]:
    """What is left of a thing without each of the fields that it has, or might have."""
    fields = {name: frozen(value) for name, value in thing.data.items()}
    for left_out in names:
        rest = frozenset((name, value) for name, value in fields.items() if name != left_out)
        if len(rest) >= FIELDS_THAT_TELL:
            yield left_out, rest


def likeness(old: Data, new: Data, key: str = "") -> float:
    """From 0 to 1: the share of the fields (the key apart) that are equal; of lists, the share of the members."""
    names = (old.keys() | new.keys()) - {key}
    return sum(_alike(old.get(name), new.get(name)) for name in names) / len(names) if names else 1.0


def _alike(old: Any, new: Any) -> float:  # noqa: ANN401 - any TOML
    if frozen(old) == frozen(new):
        return 1.0
    if not isinstance(old, list) or not isinstance(new, list):
        return 0.0
    before, now = set(map(frozen, old)), set(map(frozen, new))
    return len(before & now) / max(len(before | now), 1)


def _otherwise(old: Thing[T], new: Thing[T]) -> float:
    return likeness(old.data, new.data, new.key)


def _otherwise_and_similar(old: Thing[T], new: Thing[T]) -> float:
    like = _otherwise(old, new)
    if like < ALIKE:
        return 0.0
    one, other = old.caption[:LONGEST_CAPTION], new.caption[:LONGEST_CAPTION]
    words = SequenceMatcher(None, one, other, autojunk=False)
    if min(words.real_quick_ratio(), words.quick_ratio()) < ALIKE_CAPTION or words.ratio() < ALIKE_CAPTION:
        return 0.0
    return like


def _likest_first(
    olds: Sequence[Thing[T]],
    news: Sequence[Thing[T]],
    like: Callable[[Thing[T], Thing[T]], float],
    enough: float,
) -> Iterator[Pair[T]]:
    if len(olds) == len(news) == 1 and enough == 0:
        yield olds[0], news[0]
        return
    scores = [(like(old, new), old, new) for old in olds for new in news]
    taken: set[int] = set()
    for score, old, new in sorted(scores, key=lambda each: -each[0]):
        if score >= enough and not taken & {id(old), id(new)}:
            taken |= {id(old), id(new)}
            yield old, new


def _grouped(things: Iterable[Thing[T]], key: Callable[[Thing[T]], Hashable]) -> dict[Hashable, list[Thing[T]]]:
    groups: dict[Hashable, list[Thing[T]]] = {}
    for each in things:
        groups.setdefault(key(each), []).append(each)
    return groups
