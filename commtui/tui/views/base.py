"""What every view is: panes drawn from a state, a place in them to come back to, and links out of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message

from commtui.model.record import Record
from commtui.store.snapshot import Entry
from commtui.tui.abstract import AbstractWidget
from commtui.tui.bordered import on_border
from commtui.tui.doing import Deeds
from commtui.tui.empty import faults_of, how_to_begin, what_is_broken
from commtui.tui.filtering import Filtering
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line
from commtui.tui.places import Place
from commtui.tui.state import State
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from commtui.checks.diagnostic import Diagnostic
    from commtui.toml import KeyPath
    from commtui.tui.app import CommtuiApp
    from commtui.tui.glyphs import Glyphs
    from commtui.tui.writer import Writer

TWO_PANES = 120
T = TypeVar("T")


class View(Container, metaclass=AbstractWidget):
    """A view of the community, as its spec declares it."""

    class Follow(Message):
        """Go to where this target is shown."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

    class Changed(Message):
        """Something else can be done now."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(id=f"view-{spec.id}", classes="view")
        self.spec = spec
        self.state: State | None = None

    @property
    def deeds(self) -> Sequence[Deeds]:
        """Who is asked what can be done, after the view itself."""
        return ()

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return None

    @property
    def glyphs(self) -> Glyphs:
        """The picture characters in use."""
        return cast("CommtuiApp", self.app).glyphs

    @property
    def narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.app.size.width < TWO_PANES

    @property
    def subject(self) -> Entry[Any] | None:
        """The record that keys such as edit and copy are about."""
        return None

    @property
    def member(self) -> KeyPath:
        """Where in that record the cursor is: the path of a part of it, empty for the whole."""
        return ()

    @property
    def faults(self) -> Sequence[Diagnostic]:
        """What is wrong in the files for which there is nothing to show."""
        return ()

    def fresh(self) -> Fresh | None:
        """What a new record is here, with what the place of the cursor says of it; None where it may be anything."""
        return None

    def point(self, target: Entry[Any]) -> None:
        """Put the cursor on this record where it is shown; else stay."""

    @abstractmethod
    def show(self, state: State) -> None:
        """Show this state, at the same place as the last one."""

    @abstractmethod
    def place(self) -> Place:
        """Where the view stands."""

    @abstractmethod
    def restore(self, place: Place) -> None:
        """Go back to a place."""

    @abstractmethod
    def reveal(self, target: Entry[Any]) -> None:
        """Show this record."""

    def land(self) -> None:
        """Stand where one does who chose the view: at its list."""

    @abstractmethod
    def take_focus(self) -> None:
        """Give the focus to the pane that should have it; at once, so that the next key goes there."""

    @property
    def can_step_back(self) -> bool:
        """Whether there is a level to leave inside the view."""
        return False

    def step_back(self) -> None:
        """Leave a level inside the view."""

    @property
    def filtered(self) -> bool:
        """Whether a filter is on that can be cleared."""
        return False

    def clear_filter(self) -> None:
        """Show everything again."""


class MasterDetail(Filtering, View, Generic[T]):
    """A list, and a page about the row under the cursor: side by side where there is room, else one after the other."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        # Whether the page has, or had last, the focus.
        self.on_page = False

    @property
    @abstractmethod
    def first(self) -> type[Record]:
        """What is written first, for the view to have something to show."""

    def compose(self) -> ComposeResult:
        """The two panes, and the line for the filter."""
        with Horizontal(classes="panes"):
            yield self.make_list()
            yield Page(id="page", classes="pane")
        yield FilterBar(classes="hidden")

    def make_list(self) -> VirtualList:
        """The list; a view may have one of its own."""
        return VirtualList(id="list", classes="pane")

    @abstractmethod
    def rows(self, state: State) -> Rows[T]:
        """The rows of the list."""

    @abstractmethod
    def write(self, writer: Writer, state: State, item: T) -> None:
        """The page about a row."""

    @abstractmethod
    def teach(self, state: State) -> tuple[str, str]:
        """What an empty view says: what it is for, and what to write."""

    def entry_of(self, item: T) -> Entry[Any] | None:
        """The record behind a row."""
        return item if isinstance(item, Entry) else None

    def page_title(self, item: T) -> str:
        """What the frame of the page says."""
        entry = self.entry_of(item)
        return entry.record.about.noun if entry else ""

    @property
    def listing(self) -> VirtualList:
        """The list."""
        return self.query_one("#list", VirtualList)

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one("#page", Page)

    @property
    def filter_bar(self) -> FilterBar:
        """The line for the filter."""
        return self.query_one(FilterBar)

    @property
    def subject(self) -> Entry[Any] | None:
        """The record under the cursor."""
        return self.part or (self.entry_of(self.listing.item) if self.listing.item is not None else None)

    @property
    def part(self) -> Entry[Any] | None:
        """The record selected on the page, where that has no row of its own."""
        target = self.page.target if self.on_page else None
        return target if isinstance(target, Entry) and self.is_part(target) else None

    def is_part(self, target: Entry[Any]) -> bool:
        """Whether a record that the page names is a part of what it shows, and keys are about it."""
        return False

    def point(self, target: Entry[Any]) -> None:
        """Put the cursor on the row of this record; another filter or page is not left for it."""
        if target.record.about.name in self.spec.kinds:
            self.listing.move_to_key(self.key_for(target))
            self._show_page(keep_place=True)

    def on_mount(self) -> None:
        """Arrange the panes."""
        self.listing.border_title = Content(self.spec.title)
        self._arrange()

    def on_resize(self, _event: events.Resize) -> None:
        """Arrange the panes for the new width, and cut what stands on their borders for it."""
        self._arrange()
        self.call_after_refresh(self._cut_borders)

    def _cut_borders(self) -> None:
        self._title_page()
        self._tell_count()

    def _arrange(self) -> None:
        # Beside an empty list there is nothing to show, and what it says needs the room.
        empty = self.state is not None and not self.listing.rows.items
        both = not self.narrow and (self.on_page or not empty)
        self.listing.display = both or not self.on_page
        self.page.display = both or self.on_page

    def land(self) -> None:
        """Leave the page."""
        self.on_page = False
        self._arrange()

    def take_focus(self) -> None:
        """The page, where it was opened, else the list."""
        self.screen.set_focus(self.page if self.on_page else self.listing)

    def show(self, state: State) -> None:
        """Show this state, at the same place as the last one."""
        first = self.state is None
        self.state = state
        self.listing.fill(self.rows(state), self._empty(state))
        self._show_page(keep_place=not first)

    def _empty(self, state: State) -> tuple[Line, ...]:
        key_of = cast("CommtuiApp", self.app).key_of
        if faults := self.faults:
            return what_is_broken(faults, self.first.about.nouns, key_of, self.app.size.width)
        return how_to_begin(state, self.first, self.teach(state), key_of)

    @property
    def faults(self) -> Sequence[Diagnostic]:
        """What is wrong in the files for which there is nothing to show."""
        if self.state is None or self.state.snapshot.of(self.first):
            return ()
        return faults_of(self.state, self.spec.kinds)

    def _show_page(self, *, keep_place: bool = False) -> None:
        state, item = self.state, self.listing.item
        self._arrange()
        self._title_page()
        if state is None or item is None:
            self.page.show(lambda _writer: None)
            return
        self.page.show(lambda writer: self.write(writer, state, item), keep_place=keep_place)

    def _title_page(self) -> None:
        item = self.listing.item if self.state is not None else None
        self.page.border_title = on_border(self.page, self.page_title(item)) if item is not None else ""

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """The page follows the cursor."""
        event.stop()
        self._show_page()
        self.post_message(self.Changed())

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """On to the page."""
        event.stop()
        self._go_to_page(True)

    def on_virtual_list_counted(self, event: VirtualList.Counted) -> None:
        """Show how many rows there are, and what they are filtered by."""
        event.stop()
        self._tell_count()
        self.filter_bar.count(self.listing.count)

    def _tell_count(self) -> None:
        query = f"/{self.listing.wanted}  " if self.listing.wanted else ""
        self.listing.border_subtitle = "" if self.faults else on_border(self.listing, query + self.listing.count)

    def on_page_selected(self, event: Page.Selected) -> None:
        """Other keys may work now."""
        event.stop()
        self.post_message(self.Changed())

    def on_page_followed(self, event: Page.Followed) -> None:
        """Go to where the link leads."""
        event.stop()
        self.post_message(self.Follow(event.target))

    def _go_to_page(self, on_page: bool) -> None:
        self.on_page = on_page
        self._arrange()
        self.take_focus()
        self.post_message(self.Changed())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tab and the mouse change the pane too."""
        # By who has it now: when views change, the message can be late.
        if event.widget is self.screen.focused and event.widget in (self.listing, self.page):
            self.on_page = event.widget is self.page
        self.post_message(self.Changed())

    def act_move_right(self) -> None:
        """On to the page."""
        if not self.on_page and self.listing.item is not None:
            self._go_to_page(True)

    def act_move_left(self) -> None:
        """Back to the list."""
        if self.on_page:
            self._go_to_page(False)

    @property
    def can_step_back(self) -> bool:
        """Whether there is a page to leave."""
        return self.on_page

    def step_back(self) -> None:
        """Leave the page."""
        self._go_to_page(False)

    @property
    def filtered(self) -> bool:
        """Whether a filter is on, and the list has the focus."""
        return bool(self.listing.wanted) and not self.on_page

    def clear_filter(self) -> None:
        """Show all rows again."""
        self._leave_filter(clear=True)

    def act_filter(self) -> None:
        """Type a filter."""
        self._go_to_page(False)
        self.filter_bar.remove_class("hidden")
        self.screen.set_focus(self.filter_bar.input)

    def _leave_filter(self, *, clear: bool) -> None:
        if clear:
            self.filter_bar.input.value = ""
            self.listing.filter("")
        self.filter_bar.add_class("hidden")
        self.screen.set_focus(self.listing)
        self.post_message(self.Changed())

    def place(self) -> Place:
        """Where the view stands."""
        return Place(self.listing.key, self.on_page, self.page.link)

    def restore(self, place: Place) -> None:
        """Go back to a place."""
        self._find(place.key)
        self._go_to_page(place.on_page)
        if place.link is not None:
            self.page.select_link(place.link)

    def reveal(self, target: Entry[Any]) -> None:
        """Show this record's page."""
        self._find(self.key_for(target))
        self._go_to_page(True)

    @abstractmethod
    def key_for(self, target: Entry[Any]) -> str:
        """The key of the row that shows this record."""

    def _find(self, key: str | None) -> None:
        if not self.listing.move_to_key(key) and self.listing.wanted:
            self._leave_filter(clear=True)
            self.listing.move_to_key(key)
        self._show_page()
