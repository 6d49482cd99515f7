"""Views that show what was counted of people, once it is: it is counted in the background when they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from commtui.tui.aside import WithAside
from commtui.tui.state import State
from commtui.tui.views import ViewSpec

if TYPE_CHECKING:
    from commtui.insight.tallies import Tallies
    from commtui.tui.app import CommtuiApp
    from commtui.tui.deeds.counting import Counting

T = TypeVar("T")


class WithTallies(WithAside[T], Generic[T]):
    """A view of which pages say what people did."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._drawn: Tallies | None = None

    @property
    def counting(self) -> Counting:
        """Who counts."""
        return cast("CommtuiApp", self.app).counting

    def show(self, state: State) -> None:
        """Show this state, at the same place as the last one, and count what its rungs ask."""
        super().show(state)
        # What was counted while another view was looked at.
        self.follow_counting()
        self.counting.begin()

    def follow_counting(self, *, anew: bool = True) -> None:
        """Show what was counted, at the same place, where that is new."""
        if not self.query("#list"):
            # A worker may tell of it while the app closes.
            return
        if anew and self.state is not None and self.counting.tallies is not self._drawn:
            self._drawn = self.counting.tallies
            self._show_page(keep_place=True)
