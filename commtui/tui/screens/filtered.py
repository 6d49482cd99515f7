"""A panel with a list that can be filtered, as those of the views can."""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import ScreenResultType

from commtui.tui.abstract import AbstractWidget
from commtui.tui.doing import DoingScreen
from commtui.tui.filtering import Filtering
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.virtual_list import VirtualList

# What a panel of the kind takes of the main scope.
BORROWED = ("Moving", "filter", "back", "undo", "redo", "help")


class FilteredPanel(Filtering, DoingScreen[ScreenResultType], metaclass=AbstractWidget):
    """Holds a `VirtualList` called `found`, and a `FilterBar` that is hidden until it is asked for."""

    @abstractmethod
    def leave(self) -> None:
        """Close the panel."""

    @property
    def listing(self) -> VirtualList:
        """The list."""
        return self.query_one("#found", VirtualList)

    @property
    def filter_bar(self) -> FilterBar:
        """The line for the filter."""
        return self.query_one(FilterBar)

    def act_filter(self) -> None:
        """Type a filter."""
        self.filter_bar.remove_class("hidden")
        self.set_focus(self.filter_bar.input)

    def act_back(self) -> None:
        """Clear the filter; where there is none, close the panel."""
        if self.listing.wanted:
            self._leave_filter(clear=True)
        else:
            self.leave()

    def on_virtual_list_counted(self, event: VirtualList.Counted) -> None:
        """Say how many rows match."""
        event.stop()
        self.filter_bar.count(event.list.count if event.list.wanted else "")

    def _leave_filter(self, *, clear: bool) -> None:
        if clear:
            self.filter_bar.input.value = ""
            self.listing.filter("")
        # What the rows are filtered by stays in sight.
        self.filter_bar.set_class(not self.listing.wanted, "hidden")
        self.set_focus(self.listing)
