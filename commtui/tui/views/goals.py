"""The goals: a matrix of focus areas and quarters, and a page for each goal, quarter and area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry
from commtui.tui.aside import WithAside
from commtui.tui.fresh import Fresh
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.pages.focus_area import write_area, write_gap
from commtui.tui.pages.goal import write_goal
from commtui.tui.pages.quarter import write_beside, write_owners, write_quarter
from commtui.tui.places import quarter_key
from commtui.tui.state import State, key_of
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.grid import TITLES, Grid, Position
from commtui.tui.widgets.matrix import Matrix
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer

NO_AREA = "No focus area"
MOST_QUARTERS = 40


@dataclass(frozen=True)
class Area:
    """A row: a focus area, or the goals of none."""

    entry: Entry[FocusArea] | None
    title: str

    @property
    def id(self) -> str | None:
        """The id of the area."""
        return self.entry.record.id if self.entry is not None else None


@dataclass(frozen=True)
class Square:
    """What the cursor can be on: a goal, a cell without one, a quarter (no area), or an area (no quarter)."""

    position: Position
    area: Area | None = None
    quarter: Quarter | None = None
    goal: Entry[Goal] | None = None

    @property
    def key(self) -> str:
        """Its name; a goal keeps it in whichever quarter it is."""
        if self.goal is not None:
            return key_of(self.goal)
        if self.area is None:
            return quarter_key(self.quarter) if self.quarter else ""
        return f"{'area' if self.quarter is None else self.quarter}:{self.area.id or ''}"


class GoalsView(WithAside[Square]):
    """The matrix; its page shows what is under the cursor, and the third pane the quarter around it."""

    first = Goal

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        # Where the cursor was before the key to the quarter's page.
        self._came_from: str | None = None

    def make_list(self) -> VirtualList:
        """The matrix."""
        return Matrix(id="list", classes="pane")

    @property
    def matrix(self) -> Matrix:
        """The matrix."""
        return cast("Matrix", self.listing)

    @property
    def square(self) -> Square | None:
        """What is under the cursor."""
        return cast("Square | None", self.listing.item)

    def show(self, state: State) -> None:
        """Show this state."""
        first = self.state is None
        self.state = state
        squares, areas, quarters = _squares(state)
        self.matrix.fill_grid(self._rows(squares), self._grid(state, squares, areas, quarters), self._empty(state))
        self._show_page(keep_place=not first)
        self.matrix.post_message(VirtualList.Counted(self.matrix))

    def rows(self, state: State) -> Rows[Square]:
        """What the cursor can be on."""
        return self._rows(_squares(state)[0])

    def _rows(self, squares: Sequence[Square]) -> Rows[Square]:
        return Rows(squares, key=lambda each: each.key, search=str, draw=lambda _square, _cells: (), noun="goal")

    def _grid(
        self, state: State, squares: Sequence[Square], areas: Sequence[Area], quarters: Sequence[Quarter]
    ) -> Grid[Square]:
        now = state.progress.quarter
        return Grid(
            [each.title for each in areas],
            [str(each) for each in quarters],
            [each.position for each in squares],
            self._mark,
            lambda square: _searched(state, square),
            quarters.index(now) if now in quarters else None,
        )

    def _mark(self, square: Square) -> tuple[str, str, str] | None:
        if square.goal is None:
            return None
        goal = square.goal.record
        return status_glyph(self.glyphs, goal.status), STATUS_STYLE.get(goal.status, "muted"), goal.title

    def write_page(self, writer: Writer, state: State, item: Square) -> None:
        """The goal, the quarter, the area, or that there is no goal."""
        if item.goal is not None:
            write_goal(writer, state, item.goal)
        elif item.area is None:
            if item.quarter is not None:
                write_quarter(writer, state, item.quarter)
        elif item.quarter is None:
            goals = [each.goal for each in self.listing.rows.items if each.goal and each.area == item.area]
            write_area(writer, state, item.area.entry, item.area.title, goals)
        else:
            write_gap(writer, state, item.area.title, item.quarter)

    def write(self, writer: Writer, state: State, item: Square) -> None:
        """The page alone: the quarter has one of its own."""
        self.write_page(writer, state, item)

    def write_aside(self, writer: Writer, state: State, item: Square) -> None:
        """The quarter around a goal; around a quarter, who carries it."""
        quarter = item.quarter or state.progress.quarter
        if item.area is None:
            write_owners(writer, state, quarter)
        else:
            write_beside(writer, state, quarter, item.goal)

    def aside_title(self, item: Square) -> str:
        """What the frame of the third pane says."""
        return "people" if item.area is None else "the quarter"

    def entry_of(self, item: Square) -> Entry[Any] | None:
        """The goal; on the title of a row its focus area."""
        if item.quarter is None:
            return item.area.entry if item.area is not None else None
        return item.goal

    def page_title(self, item: Square) -> str:
        """What the frame says."""
        if item.goal is not None:
            return "goal"
        return "quarter" if item.area is None else "focus area" if item.quarter is None else "no goal"

    def is_part(self, target: Entry[Any]) -> bool:
        """A goal on the page of a quarter or an area: keys are about it."""
        return isinstance(target.record, Goal) and self.square is not None and self.square.goal is None

    def point(self, target: Entry[Any]) -> None:
        """Put the cursor on the goal; from the page of a quarter or an area it is not taken away."""
        if self.on_page and self.square is not None and self.square.goal is None:
            self._show_page(keep_place=True)
        else:
            super().point(target)

    def fresh(self) -> Fresh | None:
        """A goal of this quarter and area."""
        square = self.square
        quarter = square.quarter if square is not None else None
        if quarter is None and self.state is not None:
            quarter = self.state.progress.quarter
        area = square.area.id if square is not None and square.area is not None else None
        data = {"quarter": str(quarter), "status": "planned", **({"focus_area": area} if area else {})}
        return Fresh(Goal, data)

    def act_goals_quarter(self) -> None:
        """Open the page of the quarter under the cursor; from there go back."""
        square = self.square
        if square is None or self.state is None:
            return
        if square.area is None:
            self.step_back() if self.on_page else self._go_to_page(True)
            return
        self._came_from = square.key
        self.listing.move_to_key(quarter_key(square.quarter or self.state.progress.quarter))
        self._show_page()
        self._go_to_page(True)

    def why_not(self, action: str) -> str | None:
        """Without goals there is no quarter to open."""
        if action == "goals.quarter" and self.square is None:
            return "there are no goals yet"
        return super().why_not(action)

    def act_move_left(self) -> None:
        """Back to the matrix: within it, its own keys go left."""
        if self.on_page:
            self.step_back() if not self.on_aside else super().act_move_left()

    def step_back(self) -> None:
        """Leave the page; where a key opened the quarter, for the goal from which it did."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and self.square is not None and self.square.area is None:
            self.listing.move_to_key(came_from)
            self._show_page()
        super().step_back()

    def land(self) -> None:
        """Leave the page."""
        self._came_from = None
        super().land()

    def key_for(self, target: Entry[Any]) -> str:
        """A goal has its own square, a focus area the title of its row."""
        return key_of(target) if isinstance(target.record, Goal) else f"area:{target.record.id}"

    def teach(self, state: State) -> tuple[str, str]:
        """What goals are for."""
        return (
            "What each focus area wants to reach, quarter by quarter.",
            f'[[goal]]\nid = "first-report"\nquarter = "{state.progress.quarter}"\n'
            'title = "A first report"\nstatus = "planned"',
        )


def _searched(state: State, square: Square) -> str:
    if square.goal is None or square.area is None:
        return ""
    goal = square.goal.record
    return f"{goal.title} {goal.status} {state.names(goal.owners)} {square.area.title} {goal.quarter} {goal.id}"


def _squares(state: State) -> tuple[list[Square], list[Area], list[Quarter]]:
    """All that the cursor can be on, row by row, after the titles of the quarters; the rows, and the columns."""
    goals = state.snapshot.of(Goal)
    if not goals:
        return [], [], []
    quarters = _quarters({each.record.quarter for each in goals} | {state.progress.quarter})
    areas = [Area(each, each.record.title) for each in state.snapshot.of(FocusArea)]
    known = {each.id for each in areas}
    found: dict[tuple[str | None, Quarter], list[Entry[Goal]]] = defaultdict(list)
    for each in goals:
        area = each.record.focus_area if each.record.focus_area in known else None
        found[area, each.record.quarter].append(each)
    if any(area is None for area, _ in found):
        areas.append(Area(None, NO_AREA))
    squares = [Square(Position(TITLES, column), None, quarter) for column, quarter in enumerate(quarters)]
    for row, each_area in enumerate(areas):
        squares.append(Square(Position(row, TITLES), each_area))
        for column, quarter in enumerate(quarters):
            here = found.get((each_area.id, quarter), ())
            squares += [Square(Position(row, column), each_area, quarter, goal) for goal in here or (None,)]
    return squares, areas, quarters


def _quarters(used: set[Quarter]) -> list[Quarter]:
    ordered = sorted(used, key=lambda each: (each.year, each.number))
    span = (ordered[-1].year - ordered[0].year) * 4 + ordered[-1].number - ordered[0].number
    if span >= MOST_QUARTERS:
        return ordered
    return [ordered[0].shift(step) for step in range(span + 1)]
