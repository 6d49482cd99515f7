"""The overview: what needs attention and what helps, how far the quarter is, trends, the latest thanks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.containers import Horizontal
from textual.content import Content

from commtui.store.snapshot import BrokenFile, Entry
from commtui.tui.bordered import on_border
from commtui.tui.cards.attention import MORE, attention_cards
from commtui.tui.cards.card import Card, Drawing, foot_lines
from commtui.tui.cards.quarter import quarter_cards, trend_cards
from commtui.tui.cards.thanks import thanks_cards
from commtui.tui.fresh import Fresh
from commtui.tui.lines import BLANK, line
from commtui.tui.places import Place
from commtui.tui.state import State
from commtui.tui.views import ViewSpec
from commtui.tui.views.base import View
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.notice import Notice
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from commtui.tui.app import CommtuiApp

THREE_PANES = 160
LATEST = 12
# Lines of the screen that hold no cards: head, foot, frame, heading, and what is said of one card.
FRAME = 12
PANES = ("now", "quarter", "latest")
# The columns whose cards take two lines where three stand side by side.
IN_TWO_LINES = frozenset({"now", "latest"})
# How many lines are said of the card under the cursor, its keys among them, by the height of the screen.
TALL = 30
SAID, SAID_TALL = 2, 3


class Cards(VirtualList):
    """A column of the overview; its cursor shows only with the focus, for nothing beside it follows."""

    blurred_cursor = ""


class OverviewView(View):
    """One column, two or three, by what fits; below them all that the card under the cursor says."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._all = False

    def compose(self) -> ComposeResult:
        """The columns, what is said of a card, and the line for the filter."""
        with Horizontal(classes="panes"):
            for name in PANES:
                yield Cards(id=name, classes="pane")
        yield Notice(id="said")
        yield FilterBar(classes="hidden")

    def on_mount(self) -> None:
        """Name the columns."""
        self._fill()

    def on_resize(self, _event: events.Resize) -> None:
        """Share out the cards for the new width."""
        self._fill()

    @property
    def columns(self) -> int:
        """How many columns fit."""
        return 1 if self.narrow else 2 if self.app.size.width < THREE_PANES else 3

    def pane(self, name: str) -> VirtualList:
        """A column."""
        return self.query_one(f"#{name}", VirtualList)

    @property
    def _panes(self) -> list[VirtualList]:
        return [each for each in map(self.pane, PANES) if each.display]

    @property
    def focused_pane(self) -> VirtualList:
        """The column with the focus, else the first."""
        return next((each for each in map(self.pane, PANES) if each.has_focus), self.pane(PANES[0]))

    @property
    def filter_bar(self) -> FilterBar:
        """The line for the filter."""
        return self.query_one(FilterBar)

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        return cast("Card | None", self.focused_pane.item)

    @property
    def subject(self) -> Entry[Any] | None:
        """The record that the card under the cursor is about."""
        return self.card.subject if self.card is not None else None

    def fresh(self) -> Fresh | None:
        """What the card under the cursor lacks."""
        return self.card.fresh if self.card is not None else None

    def show(self, state: State) -> None:
        """Show this state."""
        self.state = state
        self._fill()

    def follow_counting(self, *, anew: bool) -> None:
        """Show what was counted meanwhile."""
        if anew:
            self._fill()

    def _drawing(self, state: State) -> Drawing:
        app = cast("CommtuiApp", self.app)
        return Drawing(state, self.glyphs, app.key_of, app.why_not_write() is None)

    def _fill(self) -> None:
        state = self.state
        if state is None:
            return
        drawing, counted = self._drawing(state), cast("CommtuiApp", self.app).counting.counted
        parts: dict[str, tuple[str, Callable[[], Sequence[Card]]]] = {
            "now": (self.spec.title, lambda: attention_cards(drawing, few=self.columns == 1 and not self._all)),
            "quarter": (str(state.progress.quarter), lambda: [*quarter_cards(drawing), *trend_cards(drawing, counted)]),
            "latest": ("Thanks", lambda: thanks_cards(drawing, self._most_thanks(state))),
        }
        shares: dict[int, list[tuple[str, ...]]] = {
            1: [PANES],
            2: [("now", "latest"), ("quarter",)],
            3: [("now",), ("quarter",), ("latest",)],
        }
        for pane in PANES:
            share = next((each for each in shares[self.columns] if each[0] == pane), None)
            self.pane(pane).display = share is not None
            if share is not None:
                self.pane(pane).border_title = Content(parts[pane][0])
                self._fill_pane(pane, [card for each in share for card in parts[each][1]()])
        self.query_one("#said").styles.height = self._said_height + 1
        self._say()

    def _fill_pane(self, name: str, cards: Sequence[Card]) -> None:
        in_two = self.columns == len(PANES) and name in IN_TWO_LINES
        # A single group needs no heading within its column: the frame says what it is.
        alone = in_two and len({card.group for card in cards}) == 1
        if alone:
            self.pane(name).border_title = Content(cards[0].group)
        self.pane(name).fill(
            Rows(
                cards,
                key=lambda card: card.key,
                search=lambda card: card.words,
                draw=lambda card, cells: card.draw(cells, self.glyphs.ellipsis, in_two=in_two),
                height=2 if in_two else 1,
                group=None if alone else lambda card: card.group,
                heading=lambda group, _count: line((group, "heading")),
                noun="line",
            ),
            (BLANK, line(("Nothing here yet.", "muted"))),
        )

    def _most_thanks(self, state: State) -> int:
        """As many as fill what is left of their column, where columns stand side by side."""
        if self.columns == 1:
            return LATEST
        above = len(state.attention) + 2 if self.columns == 2 else 0
        room = self.app.size.height - FRAME - above
        return max(LATEST, room if self.columns == 2 else room // 2)

    @property
    def _said_height(self) -> int:
        return SAID_TALL if self.app.size.height >= TALL else SAID

    def _say(self) -> None:
        """Say all of the card under the cursor, and what can be done about it."""
        state, said = self.state, self.query_one("#said", Notice)
        if state is not None:
            said.say(*foot_lines(self.card, self._drawing(state), max(said.cells, 20), self._said_height))

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Go to what the card is about."""
        event.stop()
        if event.item.target == MORE:
            self._all = True
            self._fill()
        elif event.item.target is not None:
            self.post_message(self.Follow(event.item.target))

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Other keys may work now."""
        event.stop()
        self._changed()

    def on_virtual_list_counted(self, event: VirtualList.Counted) -> None:
        """Show how many lines match, of all columns."""
        event.stop()
        wanted = event.list.wanted
        event.list.border_subtitle = on_border(event.list, f"/{wanted}  {event.list.count}") if wanted else ""
        panes = self._panes
        if not panes:
            return  # the app closes, and the panes are gone before the message comes
        matching, all_ = (sum(map(len, found)) for found in zip(*(_sizes(each) for each in panes), strict=True))
        self.filter_bar.count(f"{matching:,} of {all_:,}")

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other keys may work now."""
        self._changed()

    def _changed(self) -> None:
        self._say()
        self.post_message(self.Changed())

    def act_move_right(self) -> None:
        """To the next column."""
        self._step(1)

    def act_move_left(self) -> None:
        """To the column before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = self._panes
        at = shown.index(self.focused_pane) if self.focused_pane in shown else 0
        self.screen.set_focus(shown[max(0, min(at + by, len(shown) - 1))])

    @property
    def filtered(self) -> bool:
        """Whether a filter is on."""
        return any(each.wanted for each in self._panes)

    def clear_filter(self) -> None:
        """Show all lines again."""
        self._leave_filter(clear=True)

    def act_filter(self) -> None:
        """Type a filter for all columns."""
        self.filter_bar.remove_class("hidden")
        self.screen.set_focus(self.filter_bar.input)

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        """Filter all columns at once."""
        event.stop()
        for pane in self._panes:
            pane.filter(event.query)

    def on_filter_bar_moved(self, event: FilterBar.Moved) -> None:
        """Move in the first column that has a match, while typing."""
        event.stop()
        getattr(self._first_match, event.handler)()

    def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        """Back to the lines."""
        event.stop()
        self._leave_filter(clear=event.clear)

    @property
    def _first_match(self) -> VirtualList:
        return next((each for each in self._panes if each.item is not None), self._panes[0])

    def _leave_filter(self, *, clear: bool) -> None:
        if clear:
            self.filter_bar.input.value = ""
            for pane in self._panes:
                pane.filter("")
        self.filter_bar.add_class("hidden")
        self.screen.set_focus(self.focused_pane if self.focused_pane.has_focus else self._first_match)
        self._changed()

    def take_focus(self) -> None:
        """The first column, or the one that had it."""
        self.screen.set_focus(self.focused_pane if self.focused_pane.display else self.pane(PANES[0]))

    def place(self) -> Place:
        """The column and its row."""
        pane = self.focused_pane
        return Place(f"{pane.id}|{pane.key}")

    def restore(self, place: Place) -> None:
        """Go back to a place."""
        name, _, key = (place.key or "").partition("|")
        if name in PANES and self.pane(name).display:
            self.pane(name).move_to_key(key)
            self.screen.set_focus(self.pane(name))
        else:
            self.take_focus()

    def reveal(self, target: Entry[Any] | BrokenFile) -> None:
        """Nothing is shown here only."""


def _sizes(pane: VirtualList) -> tuple[Sequence[int], Sequence[Any]]:
    return pane.shown, pane.rows.items
