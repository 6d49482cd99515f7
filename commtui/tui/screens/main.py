"""The main screen: head, view, foot; and the way from view to view and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import BindingType
from textual.containers import Container

from commtui.tui.actions import MAIN, Action
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.lines import BLANK, Line, line
from commtui.tui.text import clean
from commtui.tui.views import BY_ID, VIEW_IDS, VIEW_OF_KIND
from commtui.tui.widgets.foot_bar import FootBar
from commtui.tui.widgets.notice import Notice
from commtui.tui.widgets.top_bar import Heading, TopBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.dom import DOMNode

    from commtui.checks.diagnostic import Diagnostic
    from commtui.store.snapshot import Entry
    from commtui.toml import KeyPath
    from commtui.tui.app import CommtuiApp
    from commtui.tui.places import Place
    from commtui.tui.state import State
    from commtui.tui.views.base import View

LEAST = (60, 15)
WIDTHS: list[tuple[int, str]] = [(0, "-one"), (120, "-two"), (160, "-three"), (220, "-wide")]
HEIGHTS: list[tuple[int, str]] = [(0, "-low"), (22, "-high"), (32, "-tall")]
DEEPEST = 50


class MainScreen(DoingScreen[None]):
    """Shows one view at a time; a view is made when it is first shown."""

    scope = MAIN
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(MAIN, *VIEW_IDS)]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    # Views take the focus themselves; Textual would give it to one that is hidden.
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self.view_name = VIEW_IDS[0]
        self._views: dict[str, View] = {}
        self._trail: list[tuple[str, Place]] = []
        self._foot_is_due = False

    def compose(self) -> ComposeResult:
        """Head, stage, foot."""
        yield TopBar()
        yield Container(Notice(BLANK, line(("Reading the plan...", "muted")), id="reading"), id="stage")
        yield FootBar()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room."""
        size = event.size
        small = size.width < LEAST[0] or size.height < LEAST[1]
        self.set_class(small, "-small")
        if small:
            self._ask_for_room(size.width, size.height)

    def _ask_for_room(self, width: int, height: int) -> None:
        lines = (
            BLANK,
            line(("A little more room, please", "strong")),
            line((f"commtui needs {LEAST[0]}x{LEAST[1]}", "muted")),
            line((f"this is {width}x{height}", "muted")),
        )
        found = self.query("#small").results(Notice)
        notice = next(found, None)
        if notice is None:
            self.mount(Notice(*lines, id="small"))
        else:
            notice.say(*lines)

    @property
    def owner(self) -> CommtuiApp:
        """The app."""
        return cast("CommtuiApp", self.app)

    @property
    def view(self) -> View | None:
        """The view on show; none while the plan is gone."""
        return self._views.get(self.view_name) if self.why_no_plan is None else None

    @property
    def why_no_plan(self) -> str | None:
        """That the plan is gone which was shown before, as when git checks out a commit without it."""
        if self.state is None or not self._views or not self.state.is_gone:
            return None
        return f"there is no plan here now: {clean(self.state.snapshot.home.place.name)} is gone"

    async def show_state(self, state: State, heading: Heading) -> None:
        """Show another state of the community."""
        was_gone = self.why_no_plan is not None
        self.state = state
        self.query_one(TopBar).show(heading)
        if self.view is None or was_gone:
            await self.switch(self.view_name)
        else:
            self.view.show(state)
            self.refresh_foot()

    def say(self, *lines: Line) -> None:
        """Say something in place of a view."""
        self.query_one("#reading", Notice).say(*lines)

    async def switch(self, name: str, then: Callable[[View], None] | None = None) -> None:
        """Show a view; then do something with it, and give it the focus."""
        shown = self._views.get(self.view_name)
        if shown is not None:
            # Given up first: Textual would hand the focus of what is hidden to a neighbor.
            self.set_focus(None)
            shown.display = False
        self.view_name = name
        self.query_one(TopBar).mark(name)
        if self.state is None:
            return
        self.query_one("#reading").display = self.why_no_plan is not None
        if self.why_no_plan is not None:
            self._say_gone(self.why_no_plan)
            return
        view = self._views.get(name) or await self._make(name)
        view.display = True
        if view.state is not self.state:
            view.show(self.state)
        if then is not None:
            then(view)
        view.take_focus()
        self.refresh_foot()

    def _say_gone(self, why: str) -> None:
        again = "It is shown again, at the same place, once it is back."
        self.say(BLANK, line((f"{why[:1].upper()}{why[1:]}.", "strong")), line((again, "muted")))
        self.refresh_foot()

    async def _make(self, name: str) -> View:
        view = BY_ID[name].make()
        await self.query_one("#stage").mount(view)
        self._views[name] = view
        return view

    def refresh_foot(self) -> None:
        """Show in the foot what can be done now, once for all that changes at a time."""
        if not self._foot_is_due:
            self._foot_is_due = True
            self.call_later(self._show_foot)

    def _show_foot(self) -> None:
        self._foot_is_due = False
        # A focus event can come after the foot is gone, when the app closes.
        for foot in self.query(FootBar):
            foot.show(self.available())
        self.refresh_bindings()

    def on_view_changed(self) -> None:
        """Something else can be done now."""
        self.refresh_foot()

    async def on_view_follow(self, event: Any) -> None:  # noqa: ANN401 - View.Follow, whose module is not loaded before paint
        """Go where a link leads."""
        await self.go(event.target)

    async def on_top_bar_chosen(self, event: TopBar.Chosen) -> None:
        """A view was clicked."""
        await self.action_do(event.action)

    async def on_foot_bar_chosen(self, event: FootBar.Chosen) -> None:
        """An action was clicked."""
        await self.action_do(event.action)

    async def go(self, target: object) -> None:
        """Show a record, a view, a spot in one, an address, or the problems, at a broken file; esc comes back."""
        from commtui.store.snapshot import BrokenFile, Entry
        from commtui.tui.links import Link
        from commtui.tui.places import Spot

        if isinstance(target, Link):
            await self.owner.clip.open(target)
            return
        if isinstance(target, str) and target in BY_ID:
            self._leave_trail()
            await self.switch(target, lambda view: view.land())
            return
        if isinstance(target, Spot):
            self._leave_trail()
            await self.switch(target.view, lambda view: view.restore(target.place))
            return
        if not isinstance(target, Entry):
            await self.owner.records.show_problems(target.name if isinstance(target, BrokenFile) else None)
            return
        name = VIEW_OF_KIND.get(target.record.about.name)
        if name is None:
            await self.owner.records.show(target)
            return
        self._leave_trail()
        await self.switch(name, lambda view: view.reveal(target))

    def _leave_trail(self) -> None:
        if self.view is not None:
            self._trail = [*self._trail[-DEEPEST:], (self.view_name, self.view.place())]

    @property
    def subject(self) -> Entry[Any] | None:
        """The record that keys are about."""
        return self.view.subject if self.view is not None else None

    @property
    def faults(self) -> Sequence[Diagnostic]:
        """What is wrong in the files for which the view has nothing to show."""
        return self.view.faults if self.view is not None else ()

    @property
    def member(self) -> KeyPath:
        """The part of that record that keys are about; empty for the whole."""
        return self.view.member if self.view is not None else ()

    def shows(self, entry: Entry[Any]) -> bool:
        """Whether the view on show is the one of such records."""
        return VIEW_OF_KIND.get(entry.record.about.name) == self.view_name

    @property
    def scopes(self) -> frozenset[str]:
        """The main scope, and that of the view on show."""
        return super().scopes | {self.view_name}

    def chain(self) -> Iterator[DOMNode]:
        """The view on show is asked even while nothing in it has the focus."""
        nodes = list(super().chain())
        if self.view is not None and self.view not in nodes:
            nodes.insert(nodes.index(self), self.view)
        yield from nodes

    def refusal(self, action: Action) -> str | None:
        """What stands against an action by what it is."""
        against = super().refusal(action)
        opens_broken = action.id == "edit.file" and bool(self.faults)
        if against is None and action.on_record and self.subject is None and not opens_broken:
            return "no record is under the cursor"
        return against

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return "there is nothing to go back to" if action == "back" and not self._can_go_back() else None

    def _can_go_back(self) -> bool:
        return bool(self._trail) or (self.view is not None and (self.view.filtered or self.view.can_step_back))

    async def act_back(self) -> None:
        """One level back."""
        if self.view is None:
            return
        if self.view.filtered:
            self.view.clear_filter()
        elif self._trail:
            *self._trail, (name, place) = self._trail
            await self.switch(name, lambda view: view.restore(place))
        else:
            self.view.step_back()
        self.refresh_foot()

    async def _to(self, name: str) -> None:
        self._trail = []
        await self.switch(name, lambda view: view.land())

    async def act_view_next(self) -> None:
        """The view at the right."""
        await self._to(VIEW_IDS[(VIEW_IDS.index(self.view_name) + 1) % len(VIEW_IDS)])

    async def act_view_previous(self) -> None:
        """The view at the left."""
        await self._to(VIEW_IDS[VIEW_IDS.index(self.view_name) - 1])

    async def act_view(self, name: str) -> None:
        """Show the view of this name."""
        await self._to(name)
