"""What a list does with the line in which one types a filter, in a view and on a panel alike."""

from __future__ import annotations

from abc import abstractmethod

from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.virtual_list import VirtualList


class Filtering:
    """Has a list, and a `FilterBar` below it whose words it follows."""

    @property
    @abstractmethod
    def listing(self) -> VirtualList:
        """The list."""

    @abstractmethod
    def _leave_filter(self, *, clear: bool) -> None:
        """Back to the rows; with all of them again where it is to be cleared."""

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        """Filter the list at once."""
        event.stop()
        self.listing.filter(event.query)

    def on_filter_bar_moved(self, event: FilterBar.Moved) -> None:
        """Move in the list while typing."""
        event.stop()
        getattr(self.listing, event.handler)()

    def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        """Back to the rows."""
        event.stop()
        self._leave_filter(clear=event.clear)
