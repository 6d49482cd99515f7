"""The goals: a matrix of focus areas and quarters, and the goals of a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from commtui.insight.key_result import verdict
from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal
from commtui.model.when import Quarter
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.goal import status_spans, write_goal
from commtui.tui.state import State
from commtui.tui.views import ViewSpec
from commtui.tui.views.base import Fresh, MasterDetail, Place
from commtui.tui.widgets.matrix import Grid, Matrix
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer

NO_AREA = "No focus area"
MOST_QUARTERS = 40


@dataclass(frozen=True)
class Cell:
    """The goals of a focus area (None: of none) in a quarter."""

    area: Entry[FocusArea] | None
    title: str
    quarter: Quarter
    goals: tuple[Entry[Goal], ...]

    @property
    def key(self) -> str:
        """Its name."""
        return f"{self.area.record.id if self.area else self.title}/{self.quarter}"


class GoalsView(MasterDetail[Cell]):
    """The matrix; its page shows one goal, or the several of a cell."""

    first = Goal

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._one: str | None = None

    def make_list(self) -> VirtualList:
        """The matrix."""
        return Matrix(id="list", classes="pane")

    @property
    def matrix(self) -> Matrix:
        """The matrix."""
        return cast("Matrix", self.listing)

    def show(self, state: State) -> None:
        """Show this state."""
        first = self.state is None
        self.state = state
        rows = self.rows(state)
        self.matrix.fill_grid(rows, self._grid(state, rows.items), self._empty(state))
        self._show_page(keep_place=not first)
        self.matrix.post_message(VirtualList.Counted(self.matrix))

    def rows(self, state: State) -> Rows[Cell]:
        """The cells, row by row."""
        return Rows(
            _cells(state),
            key=lambda cell: cell.key,
            search=lambda cell: cell.title,
            draw=lambda _cell, _cells: (),
            noun="goal",
        )

    def _grid(self, state: State, cells: Sequence[Cell]) -> Grid[Cell]:
        quarters = list(dict.fromkeys(cell.quarter for cell in cells))
        titles = list(dict.fromkeys((cell.title, cell.area) for cell in cells))
        now = state.progress.quarter
        return Grid(
            [title for title, _ in titles],
            [str(each) for each in quarters],
            cells,
            lambda cell: [
                (
                    status_glyph(self.glyphs, each.record.status),
                    STATUS_STYLE.get(each.record.status, "muted"),
                    each.record.title,
                )
                for each in cell.goals
            ],
            lambda cell: [f"{_words(state, each.record)} {cell.title} {cell.quarter}" for each in cell.goals],
            quarters.index(now) if now in quarters else None,
        )

    def write(self, writer: Writer, state: State, item: Cell) -> None:
        """One goal, or the goals of the cell."""
        goal = self._goal(item)
        if goal is not None:
            write_goal(writer, state, goal)
            return
        dot = f"  {writer.glyphs.dot}  "
        count = plural(len(item.goals), "goal") if item.goals else "no goals"
        writer.title(item.title, (f"{item.quarter}{dot}{count}", "muted"))
        for each in item.goals:
            self._write_short(writer, state, each)
        if item.area is not None:
            writer.heading("The focus area")
            write_fields(writer, state, item.area.record, frozenset({"id", "title"}))

    def _write_short(self, writer: Writer, state: State, entry: Entry[Goal]) -> None:
        goal = entry.record
        writer.blank()
        writer.link((goal.title, "link"), target=entry)
        results = goal.key_result
        reached = sum(verdict(each, state.metric_now(each.metric)) == "reached" for each in results)
        bar = writer.bar(reached / len(results) if results else None)
        note = f"  {reached} of {len(results)} key results" if results else "  no key results yet"
        writer.add(("  ", "text"), *status_spans(writer, goal.status), ("  ", "text"), *bar, (note, "muted"))
        if goal.owners:
            writer.add(("  ", "text"), (state.names(goal.owners), "muted"))

    def _goal(self, cell: Cell) -> Entry[Goal] | None:
        if len(cell.goals) == 1:
            return cell.goals[0]
        return next((each for each in cell.goals if each.record.id == self._one), None)

    def entry_of(self, item: Cell) -> Entry[Any] | None:
        """The goal on the page, else the focus area."""
        return self._goal(item) or item.area

    def is_part(self, target: Entry[Any]) -> bool:
        """A goal of a cell that holds several."""
        cell = self.listing.item
        return isinstance(target.record, Goal) and cell is not None and self._goal(cell) is None

    def fresh(self) -> Fresh | None:
        """A goal of the cell."""
        cell: Cell | None = self.listing.item
        if cell is None:
            return Fresh(Goal, {"status": "planned"})
        area = {"focus_area": cell.area.record.id} if cell.area is not None else {}
        return Fresh(Goal, {"quarter": str(cell.quarter), "status": "planned", **area})

    def point(self, target: Entry[Any]) -> None:
        """Put the cursor on the goal's cell, and show that goal."""
        if isinstance(target.record, Goal):
            self._one = target.record.id
        super().point(target)

    def page_title(self, item: Cell) -> str:
        """What the frame says."""
        return "goal" if self._goal(item) else str(item.quarter)

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Another cell shows all of its goals."""
        cell = self.listing.item
        if self._one and not any(each.record.id == self._one for each in cell.goals):
            self._one = None
        super().on_virtual_list_highlighted(event)
        event.prevent_default()

    def act_move_left(self) -> None:
        """Back to the matrix."""
        if self.on_page:
            self.step_back()

    def land(self) -> None:
        """Leave the goal and the page."""
        self._one = None
        super().land()
        self._show_page()

    def step_back(self) -> None:
        """Leave the goal, then the page."""
        self._one = None
        super().step_back()
        self._show_page()

    def place(self) -> Place:
        """Where the view stands, with the goal on the page."""
        place = super().place()
        return Place(f"{place.key}#{self._one or ''}", place.on_page, place.link)

    def restore(self, place: Place) -> None:
        """Go back to a place."""
        key, _, one = (place.key or "").partition("#")
        self._one = one or None
        super().restore(Place(key, place.on_page, place.link))

    def reveal(self, target: Entry[Any]) -> None:
        """Show this goal; a focus area by its row."""
        self._one = target.record.id if isinstance(target.record, Goal) else None
        super().reveal(target)

    def key_for(self, target: Entry[Any]) -> str:
        """The cell that holds the goal."""
        cells: Sequence[Cell] = self.listing.rows.items
        if isinstance(target.record, Goal):
            found = next((c for c in cells if any(g.record.id == target.record.id for g in c.goals)), None)
        else:
            found = next((c for c in cells if c.area and c.area.record.id == target.record.id), None)
        return found.key if found else ""

    def teach(self, state: State) -> tuple[str, str]:
        """What goals are for."""
        return (
            "What each focus area wants to reach, quarter by quarter.",
            f'[[goal]]\nid = "first-report"\nquarter = "{state.progress.quarter}"\n'
            'title = "A first report"\nstatus = "planned"',
        )


def _words(state: State, goal: Goal) -> str:
    return f"{goal.title} {goal.status} {state.names(goal.owners)}"


def _cells(state: State) -> list[Cell]:
    goals = state.snapshot.of(Goal)
    if not goals:
        return []
    quarters = _quarters({each.record.quarter for each in goals} | {state.progress.quarter})
    areas = state.snapshot.of(FocusArea)
    known = {each.record.id for each in areas}
    found: dict[tuple[str | None, Quarter], list[Entry[Goal]]] = defaultdict(list)
    for each in goals:
        area = each.record.focus_area if each.record.focus_area in known else None
        found[area, each.record.quarter].append(each)
    rows: list[tuple[Entry[FocusArea] | None, str, str | None]] = [
        (each, each.record.title, each.record.id) for each in areas
    ]
    if any(area is None for area, _ in found):
        rows.append((None, NO_AREA, None))
    return [
        Cell(area, title, quarter, tuple(found.get((id_, quarter), ())))
        for area, title, id_ in rows
        for quarter in quarters
    ]


def _quarters(used: set[Quarter]) -> list[Quarter]:
    ordered = sorted(used, key=lambda each: (each.year, each.number))
    span = (ordered[-1].year - ordered[0].year) * 4 + ordered[-1].number - ordered[0].number
    if span >= MOST_QUARTERS:
        return ordered
    return [ordered[0].shift(step) for step in range(span + 1)]
