"""Views whose list can be narrowed by facets: chosen on a panel, shown as chips, and cleared one by one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from commtui.insight.facets import Facets
from commtui.store.snapshot import Entry
from commtui.tui.aside import WithAside
from commtui.tui.lines import Line, Span, cut_spans, line, spread
from commtui.tui.places import Place, WidePlace
from commtui.tui.screens.picker import Picker
from commtui.tui.state import State
from commtui.tui.text import cut
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.head import Head
from commtui.tui.widgets.virtual_list import Rows

T = TypeVar("T")
R = TypeVar("R")
LONGEST_CHIP = 32


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet to choose, and how many rows it leaves; `chosen` where it is on, `note` what that means."""

    facet: str
    title: str
    value: str
    words: str
    count: int
    chosen: bool = False
    note: str = "on: choose it again to clear it"


class Narrowed(WithAside[R], Generic[R, T]):
    """Rows `R` about things `T`, which have facets."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self.chosen: dict[str, str] = {}
        self._known: tuple[State, Facets[T]] | None = None

    @abstractmethod
    def facets(self, state: State) -> Facets[T]:
        """The facets of what the list shows."""

    @abstractmethod
    def value_words(self, state: State, facet: str, value: str) -> str:
        """What people call a value of a facet."""

    def head_lines(self, state: State, cells: int) -> Sequence[Line]:
        """What stands above the chips."""
        return ()

    def facets_of(self, state: State) -> Facets[T]:
        """The facets of a state, made once for it."""
        if self._known is None or not self._known[0].is_of(state):
            self._known = state, self.facets(state)
        return self._known[1]

    def narrowed(self, state: State) -> Sequence[int]:
        """The numbers of the things that the chosen values leave."""
        return self.facets_of(state).narrowed(self.chosen)

    def show(self, state: State) -> None:
        """Show this state, at the same place as the last one."""
        shown = self.state
        if shown is not None and state.is_of(shown) and state.counted == shown.counted and self.listing.rows.items:
            # Only what is wrong was found meanwhile, and rows and pages say nothing of that.
            self.state = state
            return
        super().show(state)
        self.show_head()

    def show_head(self) -> None:
        """Draw the head again."""
        state = self.state
        if state is None:
            return
        targets = {self._chip(state, facet): facet for facet in self.chosen}
        self.head.show(lambda cells: (*self.head_lines(state, cells), *self._chips(state, cells)), dict(targets))

    def _chip(self, state: State, facet: str) -> str:
        title = self.facets_of(state).facets[facet].title
        words = self.value_words(state, facet, self.chosen[facet])
        return cut(f"[{title}: {words}]", LONGEST_CHIP, self.glyphs.ellipsis + "]")

    def _chips(self, state: State, cells: int) -> Sequence[Line]:
        if not self.chosen:
            return ()
        spans: list[Span] = [("only ", "muted")]
        for facet in self.chosen:
            spans += [(self._chip(state, facet), "chip"), (" ", "text")]
        left = cut_spans(spans, cells, self.glyphs.ellipsis)
        facets = self.facets_of(state)
        count = f"{len(facets.narrowed(self.chosen)):,} of {len(facets.items):,}"
        back = self.head.key_of("back")
        clears = f"   {back} clears the last" if back and cells >= 60 else ""
        right = ((count, "muted"), (clears, "faint"))
        return (Line(spread(left, right, cells, self.glyphs.ellipsis)),)

    def on_head_chosen(self, event: Head.Chosen) -> None:
        """A chip was clicked: take it off."""
        event.stop()
        self.narrow_by(str(event.target), None)

    def narrow_by(self, facet: str, value: str | None) -> None:
        """Narrow the list to a value of a facet, or not by it (None) any more."""
        chosen = {name: each for name, each in self.chosen.items() if name != facet}
        self._narrow_to(chosen if value is None else {**chosen, facet: value})

    def _narrow_to(self, chosen: dict[str, str]) -> None:
        state = self.state
        if state is None or list(chosen.items()) == list(self.chosen.items()):
            return
        self.chosen = chosen
        self.listing.fill(self.rows(state), self._empty(state))
        self._show_page()
        self.show_head()
        self.post_message(self.Changed())

    async def act_narrow(self) -> None:
        """Choose a value to narrow the list to."""
        if (state := self.state) is not None:
            rows = _rows(self.values(state), self.glyphs.done, self.glyphs.ellipsis)
            *names, last = (each.title.lower() for each in self.facets_of(state).facets.values())
            hint = f"type a {', '.join(names)} or {last}"
            await self.app.push_screen(Picker("Show only", rows, hint=hint), self._take)

    def values(self, state: State) -> list[Value]:
        """Every value of every facet that leaves something, with how much."""
        facets = self.facets_of(state)
        found: list[Value] = []
        for id_, facet in facets.facets.items():
            counts = facets.counts(id_, self.chosen)
            for value in self.sorted_values(state, id_, list(counts)):
                words, on = self.value_words(state, id_, value), self.chosen.get(id_) == value
                found.append(Value(id_, facet.title, value, words, counts[value], on))
        return found

    def sorted_values(self, state: State, facet: str, values: list[str]) -> list[str]:
        """The values of a facet in the order of the panel: the most frequent first."""
        places = self.facets_of(state).places(facet)
        return sorted(values, key=lambda each: (-len(places[each]), self.value_words(state, facet, each).casefold()))

    def _take(self, choice: Value | None) -> None:
        if choice is not None:
            self._go_to_page(False)
            self.narrow_by(choice.facet, None if choice.chosen else choice.value)

    def why_not(self, action: str) -> str | None:
        """An empty list cannot be narrowed."""
        nothing = self.state is None or not self.facets_of(self.state).items
        return "there is nothing to choose from" if action == "narrow" and nothing else super().why_not(action)

    @property
    def filtered(self) -> bool:
        """Whether a filter or a facet is on, and the list has the focus."""
        return super().filtered or (bool(self.chosen) and not self.on_page)

    def clear_filter(self) -> None:
        """Clear what is typed, then the values, the last one first."""
        if self.listing.wanted or not self.chosen:
            super().clear_filter()
        else:
            self.narrow_by(next(reversed(self.chosen)), None)

    def place(self) -> Place:
        """Where the view stands, and what it is narrowed to."""
        pane = self.aside if self.on_aside else self.page
        chosen = tuple(self.chosen.items())
        return WidePlace(self.listing.key, self.on_page, pane.link, self.on_aside, chosen)

    def restore(self, place: Place) -> None:
        """Go back to a place."""
        if isinstance(place, WidePlace) and place.chosen is not None:
            known = self.facets_of(self.state).facets if self.state is not None else {}
            self._narrow_to({facet: value for facet, value in place.chosen if facet in known})
        super().restore(place)

    def reveal(self, target: Entry[Any]) -> None:
        """Show this record's page; where the chosen values hide it, they are cleared."""
        if self.chosen and not self.listing.has(self.key_for(target)):
            self._narrow_to({})
        super().reveal(target)


def _rows(values: Sequence[Value], mark: str, ellipsis: str) -> Rows[Value]:
    def draw(value: Value, cells: int) -> Sequence[Line]:
        left: tuple[Span, ...] = (
            (f"{mark} " if value.chosen else "  ", "good"),
            (value.words, "text"),
            (f"  {value.note}" if value.chosen else "", "faint"),
        )
        return (Line(spread(left, ((f"{value.count:,}", "muted"),), cells, ellipsis)),)

    return Rows(
        values,
        key=lambda value: f"{value.facet}:{value.value}",
        search=lambda value: f"{value.title} {value.words} {value.value}",
        draw=draw,
        group=lambda value: value.title,
        heading=lambda title, _count: line((title, "heading")),
        noun="value",
    )
