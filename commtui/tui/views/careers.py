"""The ladders: each a mountain of rungs with its holders, and a page about each rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commtui.model.ladder import Ladder, Rung
from commtui.model.standing import Standing
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath
from commtui.tui.following import WithTallies
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, Span, spans_width, spread
from commtui.tui.pages.rung import write_ladder, write_near, write_rung
from commtui.tui.state import State
from commtui.tui.text import cut, wrap
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.mountain import slope
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual import events

# Lines of a rung: as many as there is room for.
LEAST_LINES, MOST_LINES = 2, 3
# What of the screen's height is not the list's.
FRAME = 8
# Of so many cells and more, half the mountain is so wide at most.
HALVES = ((80, 18), (60, 14), (54, 12), (44, 9), (0, 7))
SIDE = 5
MOST_DOTS = 6


@dataclass(frozen=True)
class Step:
    """A rung in the list; `level` counts from the top of `levels` main rungs, None beside the way up."""

    ladder: Entry[Ladder]
    rung: Rung | None
    level: int | None
    levels: int

    @property
    def group(self) -> str:
        """The heading it stands under."""
        return self.ladder.record.title + ("" if self.level is not None or not self.levels else ": beside the way up")


class CareersView(WithTallies[Step]):
    """The rungs of every ladder, the highest first."""

    first = Ladder

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._height = LEAST_LINES

    def rows(self, state: State) -> Rows[Step]:
        """The rungs by ladder."""
        steps = [step for ladder in state.snapshot.of(Ladder) for step in _steps(ladder)]
        self._height = self._fitting(steps)
        return Rows(
            steps,
            key=_key,
            search=lambda each: (
                f"{each.rung.title if each.rung else ''} {each.ladder.record.title} {self._holders(state, each)}"
            ),
            draw=lambda each, cells: self._draw(state, each, cells),
            group=lambda each: each.group,
            height=self._height,
            noun="rung",
        )

    def _fitting(self, steps: Sequence[Step]) -> int:
        slots = len(steps) + len({each.group for each in steps})
        room = self.app.size.height - FRAME
        return max(LEAST_LINES, min(MOST_LINES, room // slots if slots else LEAST_LINES))

    def on_resize(self, _event: events.Resize) -> None:
        """Give the rungs the lines that there are."""
        if self.state is not None and self._fitting(self.listing.rows.items) != self._height:
            self.listing.fill(self.rows(self.state), self._empty(self.state))

    def _standings(self, state: State, step: Step) -> Sequence[Entry[Standing]]:
        return state.holders_of.get((step.ladder.record.id, step.rung.id), ()) if step.rung else ()

    def _holders(self, state: State, step: Step) -> str:
        return ", ".join(state.name_of(each.record.person) for each in self._standings(state, step))

    def _draw(self, state: State, step: Step, cells: int) -> Sequence[Line]:
        if step.rung is None:
            return (Line((("no rungs yet", "muted"),)),)
        ellipsis = self.glyphs.ellipsis
        pictures = [self._picture(step, part, cells) for part in range(self._height)]
        right = self._count(state, step, step.rung, cells - spans_width((*pictures[0], (step.rung.title, ""))))
        texts = self._below(state, step, step.rung, cells - spans_width(pictures[0]))
        first = Line(spread((*pictures[0], (step.rung.title, "strong")), right, cells, ellipsis))
        rest = [
            Line(spread((*picture, text), (), cells, ellipsis))
            for picture, text in zip(pictures[1:], texts, strict=True)
        ]
        return (first, *rest)

    def _count(self, state: State, step: Step, rung: Rung, room: int) -> Sequence[Span]:
        """How many hold it; where there is room a dot for each, and a hollow one for each that is missing."""
        count, least = len(self._standings(state, step)), rung.minimum_holders or 0
        missing = max(least - count, 0)
        words = f"{self.glyphs.warning} {count} of {plural(least, 'holder')}" if missing else plural(count, "holder")
        if not count and not missing:
            words = "nobody yet"
        dots = count + missing
        spans: list[Span] = [(words, "warn" if missing else "muted" if count else "faint")]
        if 0 < dots <= MOST_DOTS and room >= dots + len(words) + 3:
            spans[:0] = [(self.glyphs.done * count, "accent"), (self.glyphs.planned * missing, "warn"), (" ", "text")]
        return spans

    def _below(self, state: State, step: Step, rung: Rung, cells: int) -> list[Span]:
        """What stands below the title: the holders, and where there is room for it, what the rung is."""
        names, room = self._holders(state, step), self._height - 1
        lines: list[Span] = [(each, "muted") for each in wrap(names, cells)] if names else []
        if rung.summary and len(lines) < room:
            lines.append((cut(rung.summary.strip(), cells, self.glyphs.ellipsis), "faint"))
        if len(lines) > room:
            rest = " ".join(text for text, _ in lines[room - 1 :])
            lines = [*lines[: room - 1], (cut(rest, cells, self.glyphs.ellipsis), "muted")]
        return [*lines, *[("", "text")] * (room - len(lines))]

    def _picture(self, step: Step, part: int, cells: int) -> tuple[Span, ...]:
        if step.level is None:
            glyph = self.glyphs.side if step.rung and step.rung.line == "side" else self.glyphs.transient
            mark = f"  {glyph}".ljust(SIDE) if part == 0 else " " * SIDE
            return ((mark, "accent"),)
        lines = step.levels * self._height
        half = min(lines, next(half for least, half in HALVES if cells >= least))
        return (*slope(step.level * self._height + part, lines, half, self.glyphs), ("  ", "text"))

    def write_page(self, writer: Writer, state: State, item: Step) -> None:
        """The page about a rung."""
        if item.rung is None:
            write_ladder(writer, item.ladder)
        else:
            write_rung(writer, state, item.ladder, item.rung)

    def write_aside(self, writer: Writer, state: State, item: Step) -> None:
        """Who is near it, and the ladder it belongs to."""
        write_near(writer, state, item.ladder, item.rung, self.counting.tallies)

    def aside_title(self, item: Step) -> str:
        """What the frame of the third pane says."""
        return "who is near"

    def entry_of(self, item: Step) -> Entry[Ladder]:
        """A rung is part of its ladder."""
        return item.ladder

    @property
    def member(self) -> KeyPath:
        """The rung under the cursor."""
        step: Step | None = self.listing.item
        if step is None or step.rung is None or self.part is not None:
            return ()
        return ("rung", next(n for n, each in enumerate(step.ladder.record.rung) if each is step.rung))

    def is_part(self, target: Entry[Any]) -> bool:
        """A standing on the rung."""
        return isinstance(target.record, Standing)

    def fresh(self) -> Fresh | None:
        """Someone on the rung."""
        step: Step | None = self.listing.item
        since = {"since": self.state.today} if self.state is not None else {}
        if step is None:
            return Fresh(Ladder)
        rung = {"rung": step.rung.id} if step.rung is not None else {}
        return Fresh(Standing, {"ladder": step.ladder.record.id, **rung, **since})

    def page_title(self, item: Step) -> str:
        """What the frame says."""
        return "rung" if item.rung is not None else "ladder"

    def key_for(self, target: Entry[Any]) -> str:
        """A standing is on its rung's page, a ladder at its highest rung."""
        record = target.record
        if isinstance(record, Ladder):
            return next((_key(step) for step in _steps(target)), "")
        return f"{record.ladder}/{record.rung}"

    def teach(self, state: State) -> tuple[str, str]:
        """What a ladder is for."""
        return (
            "The ways up in the community, and what each step gives and asks.",
            '[[ladder]]\nid = "code"\ntitle = "Contributors"\n\n[[ladder.rung]]\nid = "reviewer"\ntitle = "Reviewer"',
        )


def _key(step: Step) -> str:
    return f"{step.ladder.record.id}/{step.rung.id if step.rung else ''}"


def _steps(ladder: Entry[Ladder]) -> Iterator[Step]:
    rungs = ladder.record.rung
    main = [each for each in rungs if each.line == "main"]
    if not rungs:
        yield Step(ladder, None, None, 0)
    for level, rung in enumerate(reversed(main)):
        yield Step(ladder, rung, level, len(main))
    for rung in rungs:
        if rung.line != "main":
            yield Step(ladder, rung, None, len(main))
