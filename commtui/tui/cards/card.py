"""A line of the overview: what it says in short and in full, where it leads, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from commtui.store.snapshot import Entry
from commtui.tui.actions import BY_ID
from commtui.tui.fresh import Fresh
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Line, Span, cut_spans, spans_width, spread
from commtui.tui.state import State
from commtui.tui.text import cut, wrap

OPENS = ("open", "opens it")


class Card(NamedTuple):
    """A line of a group, or two where there is room: its left and right end, `more` after or below the left one.

    `says` is all of it in words; where `is_whole`, `more` is left out rather than cut. `subject` is the record that
    keys are about, `fresh` what a new record is here, `ways` are ids of actions and what each would do here.
    """

    group: str
    key: str
    left: tuple[Span, ...]
    more: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    says: str = ""
    target: Any = None
    subject: Entry[Any] | None = None
    fresh: Fresh | None = None
    ways: tuple[tuple[str, str], ...] = (OPENS,)
    is_whole: bool = False

    @property
    def words(self) -> str:
        """All its words."""
        return " ".join((self.group, *(text for text, _ in (*self.left, *self.more, *self.right)), self.says))

    def draw(self, cells: int, ellipsis: str, *, in_two: bool) -> Sequence[Line]:
        """The card in so many cells."""
        if in_two:
            below = (("  ", "text"), *self.more) if self.more else ()
            return Line(spread(self.left, self.right, cells, ellipsis)), Line(cut_spans(below, cells, ellipsis))
        room = cells - spans_width((*self.left, *self.right)) - 3
        more = (
            (("  ", "text"), *self.more) if self.more and not (self.is_whole and spans_width(self.more) > room) else ()
        )
        return (Line(spread((*self.left, *more), self.right, cells, ellipsis)),)


class Drawing(NamedTuple):
    """What cards are drawn with: the state, the signs, the key of an action by its id, and whether one may write."""

    state: State
    glyphs: Glyphs
    key: Callable[[str], str]
    may_write: bool

    def ways(self, *ways: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Those of the ways that are open."""
        return tuple(each for each in ways if self.may_write or not BY_ID[each[0]].writes)


def foot_lines(card: Card | None, drawing: Drawing, cells: int, height: int) -> Sequence[Line]:
    """All that a card says, in so many lines at most, the last of them for the keys."""
    if card is None:
        return ()
    found = wrap(card.says, cells)
    if len(found) > height - 1:
        rest = " ".join(found[height - 2 :])
        found = [*found[: height - 2], cut(rest, cells, drawing.glyphs.ellipsis)]
    spans: list[Span] = []
    for action, what in card.ways:
        dot = f" {drawing.glyphs.dot} "
        spans += [*([(dot, "faint")] if spans else []), (drawing.key(action), "key"), (f" {what}", "muted")]
    return [*(Line(((each, "text"),)) for each in found), Line(tuple(spans))]
