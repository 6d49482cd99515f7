"""The overview: what needs attention, how far the quarter is, who was thanked, and where the metrics go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal
from textual.content import Content

from commtui.checks.diagnostic import SEVERITIES
from commtui.insight.key_result import verdict
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.record import Record
from commtui.model.words import plural
from commtui.report.values import ago, id_in_words
from commtui.store.snapshot import BrokenFile, Entry
from commtui.tui.glyphs import SEVERITY_STYLE, STATUS_STYLE, status_glyph
from commtui.tui.lines import BLANK, Line, Span, line, spread
from commtui.tui.pages.metric import change, value_in_words, values_of
from commtui.tui.pages.recognition import kinds_in_words
from commtui.tui.state import State, key_of
from commtui.tui.teaching import place_to_write
from commtui.tui.text import fit
from commtui.tui.views import ViewSpec
from commtui.tui.views.base import Place, View
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer, sparkline

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

THREE_PANES = 160
FEW = 5
LATEST = 12
# Lines of the screen that hold no cards: head, foot, frame, heading.
FRAME = 8
PANES = ("now", "quarter", "latest")
PROBLEMS = "problems"
FIRST_STEPS: tuple[tuple[str, type[Record], str], ...] = (
    ("The first people", Person, "people"),
    ("The first goal", Goal, "goals"),
    ("The first roadmap item", Item, "roadmap"),
    ("The first ladder", Ladder, "careers"),
    ("The first thanks", Recognition, "recognition"),
)
NEEDED: frozenset[type[Record]] = frozenset({Person, Goal, Item})
MORE = "more"


@dataclass(frozen=True)
class Card:
    """A line of the overview: what stands at its left and right, and where it leads."""

    group: str
    key: str
    left: tuple[Span, ...]
    right: tuple[Span, ...] = field(default=())
    target: Any = None


class Cards(VirtualList):
    """A column of the overview; its cursor shows only with the focus, for nothing beside it follows."""

    blurred_cursor = ""


class OverviewView(View):
    """One column, two or three, by what fits."""

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._all = False

    def compose(self) -> ComposeResult:
        """The columns."""
        with Horizontal(classes="panes"):
            for name in PANES:
                yield Cards(id=name, classes="pane")

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
    def focused_pane(self) -> VirtualList:
        """The column with the focus, else the first."""
        return next((each for each in map(self.pane, PANES) if each.has_focus), self.pane(PANES[0]))

    @property
    def subject(self) -> Entry[Any] | None:
        """The record under the cursor."""
        card = self.focused_pane.item
        return card.target if card is not None and isinstance(card.target, Entry) else None

    def show(self, state: State) -> None:
        """Show this state."""
        self.state = state
        self._fill()

    def _fill(self) -> None:
        state = self.state
        if state is None:
            return
        parts: dict[str, tuple[str, list[Card]]] = {
            "now": (self.spec.title, self._attention(state)),
            "quarter": (str(state.progress.quarter), [*self._quarter(state), *self._trends(state)]),
            "latest": ("Thanks", self._thanks(state)),
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
                self._fill_pane(pane, [card for each in share for card in parts[each][1]])

    def _fill_pane(self, name: str, cards: Sequence[Card]) -> None:
        self.pane(name).fill(
            Rows(
                cards,
                key=lambda card: card.key,
                search=lambda card: "",
                draw=lambda card, cells: (Line(spread(card.left, card.right, cells, self.glyphs.ellipsis)),),
                group=lambda card: card.group,
                heading=lambda group, _count: line((group, "heading")),
            ),
            (BLANK, line(("Nothing here yet.", "muted"))),
        )

    def _attention(self, state: State) -> list[Card]:
        group = "Needs attention"
        found = sorted(state.attention, key=lambda each: SEVERITIES.index(each.severity))
        steps = self._steps(state)
        if not found and not steps:
            return [Card(group, "fine", ((f"{self.glyphs.done} ", "good"), ("Everything is looked after", "text")))]
        few = found if self._all or self.columns > 1 or len(found) <= FEW + 1 else found[:FEW]
        cards = [
            Card(
                group,
                f"attention:{number}",
                (
                    (f"{getattr(self.glyphs, each.severity)} ", SEVERITY_STYLE[each.severity]),
                    (each.title, "text"),
                    (f"  {each.detail}", "muted"),
                ),
                target=each.target or PROBLEMS,
            )
            for number, each in enumerate(few)
        ]
        if len(few) < len(found):
            rest = f"{len(found) - len(few)} more"
            cards.append(Card(group, MORE, ((f"  {rest}", "link"), (" - enter shows them", "faint")), target=MORE))
        return [*cards, *steps]

    def _steps(self, state: State) -> list[Card]:
        """What to write first, and where, until there are people, goals and a roadmap."""
        missing = [(words, model, view) for words, model, view in FIRST_STEPS if not state.snapshot.of(model)]
        if not {model for _, model, _ in missing} & NEEDED:
            return []
        group = "Next steps"
        cards = [
            Card(
                group,
                f"step:{view}",
                (
                    (f"{self.glyphs.planned} ", "muted"),
                    (words, "text"),
                    (f"  in {place_to_write(state, model)}", "muted"),
                ),
                target=view,
            )
            for words, model, view in missing
        ]
        see = (("  ", "text"), ("commtui demo", "key"), (" shows a whole one; enter here shows what to write", "faint"))
        return [*cards, Card(group, "step:demo", see)]

    def _quarter(self, state: State) -> list[Card]:
        progress = state.progress
        left = plural(progress.days_left, "day")
        results = f", {progress.reached} of {progress.key_results} key results" if progress.key_results else ""
        group = f"{progress.quarter}: {left} left{results}"
        if not progress.goals:
            return [Card(group, "no goals", (("No goals for this quarter yet", "muted"),))]
        return [self._goal(state, group, each) for each in progress.goals]

    def _goal(self, state: State, group: str, entry: Entry[Goal]) -> Card:
        goal, results = entry.record, entry.record.key_result
        reached = sum(verdict(each, state.metric_now(each.metric)) == "reached" for each in results)
        bar = Writer(80, self.glyphs).bar(reached / len(results) if results else None, 10)
        style = STATUS_STYLE.get(goal.status, "muted")
        return Card(
            group,
            key_of(entry),
            ((f"{status_glyph(self.glyphs, goal.status)} {goal.status:<8} ", style), (goal.title, "text")),
            (*bar, (f"  {reached}/{len(results)}", "muted")),
            entry,
        )

    def _latest(self, state: State) -> int:
        """How many thanks: as many as fill what is left of their column, where columns stand side by side."""
        if self.columns == 1:
            return LATEST
        above = len(state.attention) + 2 if self.columns == 2 else 0
        return max(LATEST, self.app.size.height - FRAME - above)

    def _thanks(self, state: State) -> list[Card]:
        dated = [each for each in state.recognitions if each.record.date][: self._latest(state)]
        return [
            Card(
                "Latest thanks",
                key_of(each),
                (
                    (f"{self.glyphs.star} ", "accent"),
                    (state.name_of(each.record.person), "text"),
                    (f"  {each.record.reason or kinds_in_words(state, each.record)}", "muted"),
                ),
                ((ago(each.record.date, state.today), "faint"),) if each.record.date else (),
                each,
            )
            for each in dated
        ]

    def _trends(self, state: State) -> list[Card]:
        return [
            Card(
                "Trends",
                f"metric:{metric}",
                ((f"{id_in_words(metric)}  ", "text"), (change(series, self.glyphs), "faint")),
                (
                    (sparkline(values_of(series)[-12:], self.glyphs), "accent"),
                    (f"  {fit(value_in_words(series[-1]), 13, self.glyphs.ellipsis)}", "muted"),
                ),
                series[-1],
            )
            for metric, series in sorted(state.measurements.items())
        ]

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
        self.post_message(self.Changed())

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other keys may work now."""
        self.post_message(self.Changed())

    def act_move_right(self) -> None:
        """To the next column."""
        self._step(1)

    def act_move_left(self) -> None:
        """To the column before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = [each for each in map(self.pane, PANES) if each.display]
        at = shown.index(self.focused_pane) if self.focused_pane in shown else 0
        self.screen.set_focus(shown[max(0, min(at + by, len(shown) - 1))])

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
