"""Views with a third pane where there is room for it; elsewhere what it says ends the page."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.containers import Horizontal

from commtui.store.snapshot import Entry
from commtui.tui.bordered import on_border
from commtui.tui.places import Place, WidePlace
from commtui.tui.state import State
from commtui.tui.views import ViewSpec
from commtui.tui.views.base import MasterDetail
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.head import Head
from commtui.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from commtui.tui.writer import Writer

THREE_PANES = 160
T = TypeVar("T")


class WithAside(MasterDetail[T], Generic[T]):
    """A list, a page about the row under the cursor, and beside it what goes further."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        # Whether the third pane has, or had last, the focus; then `on_page` holds too.
        self.on_aside = False
        self._was_wide = False
        self._page_of: str | None = None

    def compose(self) -> ComposeResult:
        """The head, the three panes, and the line for the filter."""
        yield Head()
        with Horizontal(classes="panes"):
            yield self.make_list()
            yield Page(id="page", classes="pane")
            yield Page(id="aside", classes="pane")
        yield FilterBar(classes="hidden")

    @abstractmethod
    def write_page(self, writer: Writer, state: State, item: T) -> None:
        """The page about a row."""

    @abstractmethod
    def write_aside(self, writer: Writer, state: State, item: T) -> None:
        """What goes further than the page."""

    @abstractmethod
    def aside_title(self, item: T) -> str:
        """What the frame of the third pane says."""

    def write(self, writer: Writer, state: State, item: T) -> None:
        """The page, with the rest where there is no third pane."""
        self.write_page(writer, state, item)
        if not self.wide:
            writer.rule(self.aside_title(item))
            self.write_aside(writer, state, item)

    @property
    def head(self) -> Head:
        """The lines above the panes."""
        return self.query_one(Head)

    @property
    def aside(self) -> Page:
        """The third pane."""
        return self.query_one("#aside", Page)

    @property
    def wide(self) -> bool:
        """Whether there is room for three panes."""
        return self.app.size.width >= THREE_PANES

    @property
    def part(self) -> Entry[Any] | None:
        """The record selected on the page; in the third pane keys are about the row."""
        return None if self.on_aside else super().part

    def _arrange(self) -> None:
        super()._arrange()
        self.aside.display = self.wide and self.listing.item is not None
        if self.on_aside and not self.aside.display:
            self.on_aside = False
            if self.screen.focused is self.aside:
                self.take_focus()

    def _show_page(self, *, keep_place: bool = False) -> None:
        # What is said late of a row that the page shows already changes nothing.
        keep_place = keep_place or (self._page_of is not None and self._page_of == self.listing.key)
        self._page_of = self.listing.key
        super()._show_page(keep_place=keep_place)
        state, item = self.state, self.listing.item
        if state is None or item is None or not self.wide:
            self.aside.show(lambda _writer: None)
            return
        self.aside.border_title = on_border(self.aside, self.aside_title(item))
        self.aside.show(lambda writer: self.write_aside(writer, state, item), keep_place=keep_place)

    def on_resize(self, _event: events.Resize) -> None:
        """Share what is to say among the panes that there are at this width."""
        if self.wide is not self._was_wide:
            self._was_wide = self.wide
            self._show_page(keep_place=True)

    def take_focus(self) -> None:
        """The third pane, the page, or the list: whichever had it."""
        if self.on_aside and self.wide:
            self.screen.set_focus(self.aside)
        else:
            super().take_focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tab and the mouse change the pane too."""
        if event.widget is self.screen.focused and event.widget in (self.listing, self.page, self.aside):
            self.on_aside = event.widget is self.aside
            self.on_page = event.widget is not self.listing

    def act_move_right(self) -> None:
        """On to the page, and from there to the third pane."""
        if self.on_page and self.aside.display:
            self.on_aside = True
            self._go_to_page(True)
        else:
            super().act_move_right()

    def act_move_left(self) -> None:
        """Back to the page, and from there to the list."""
        if self.on_aside:
            self.on_aside = False
            self._go_to_page(True)
        else:
            super().act_move_left()

    def _go_to_page(self, on_page: bool) -> None:
        self.on_aside = self.on_aside and on_page
        super()._go_to_page(on_page)

    def land(self) -> None:
        """Leave the page."""
        self.on_aside = False
        super().land()

    def place(self) -> Place:
        """Where the view stands."""
        pane = self.aside if self.on_aside else self.page
        return WidePlace(self.listing.key, self.on_page, pane.link, self.on_aside)

    def restore(self, place: Place) -> None:
        """Go back to a place."""
        self.on_aside = isinstance(place, WidePlace) and place.on_aside and self.wide
        if not self.on_aside:
            super().restore(place)
            return
        self._find(place.key)
        self._go_to_page(True)
        if place.link is not None:
            self.aside.select_link(place.link)

    def reveal(self, target: Entry[Any]) -> None:
        """Show this record's page."""
        self.on_aside = False
        super().reveal(target)
