"""The ladders: each a mountain of rungs with its holders, and a page about each rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commtui.model.ladder import Ladder, Rung
from commtui.model.standing import Standing
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath
from commtui.tui.lines import Line, Span, spread
from commtui.tui.pages.rung import write_ladder, write_rung
from commtui.tui.state import State
from commtui.tui.views.base import Fresh, MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

WIDEST = 24
SNOW = 0.3


@dataclass(frozen=True)
class Step:
    """A rung in the list; `level` counts from the top of `levels` main rungs, None beside the way up."""

    ladder: Entry[Ladder]
    rung: Rung | None
    level: int | None
    levels: int


class CareersView(MasterDetail[Step]):
    """The rungs of every ladder, the highest first."""

    first = Ladder

    def rows(self, state: State) -> Rows[Step]:
        """The rungs by ladder."""
        steps = [step for ladder in state.snapshot.of(Ladder) for step in _steps(ladder)]
        return Rows(
            steps,
            key=_key,
            search=lambda each: (
                f"{each.rung.title if each.rung else ''} {each.ladder.record.title} {self._holders(state, each)}"
            ),
            draw=lambda each, cells: self._draw(state, each, cells),
            group=lambda each: each.ladder.record.title + ("" if each.level is not None else ": beside the way up"),
            height=2,
            noun="rung",
        )

    def _holders(self, state: State, step: Step) -> str:
        if step.rung is None:
            return ""
        held = state.holders_of.get((step.ladder.record.id, step.rung.id), [])
        return ", ".join(state.name_of(each.record.person) for each in held)

    def _draw(self, state: State, step: Step, cells: int) -> Sequence[Line]:
        if step.rung is None:
            return (Line((("no rungs yet", "muted"),)),)
        count = len(state.holders_of.get((step.ladder.record.id, step.rung.id), []))
        short = step.rung.minimum_holders is not None and count < step.rung.minimum_holders
        style = "warn" if short else "muted" if count else "faint"
        mark = f"{self.glyphs.warning} " if short else ""
        right = ((f"{mark}{plural(count, 'holder') if count else 'nobody yet'}", style),)
        names = self._holders(state, step)
        upper, lower = self._slope(step, cells)
        return (
            Line(spread((*upper, (step.rung.title, "strong")), right, cells, self.glyphs.ellipsis)),
            Line(spread((*lower, (names, "muted")), (), cells, self.glyphs.ellipsis)),
        )

    def _slope(self, step: Step, cells: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        if step.level is None:
            glyph = self.glyphs.side if step.rung and step.rung.line == "side" else self.glyphs.transient
            return ((f"  {glyph}  ", "accent"),), (("     ", "text"),)
        lines = step.levels * 2
        half = min(lines, WIDEST // 2 if cells >= 46 else WIDEST // 3)
        upper, lower = (self._slope_line(step.level * 2 + part, lines, half) for part in (0, 1))
        return upper, lower

    def _slope_line(self, number: int, lines: int, half: int) -> tuple[Span, ...]:
        reach, above = (max(round(each / lines * half), 1 if each else 0) for each in (number + 1, number))
        space = " " * (half - reach)
        style = "snow" if number / lines < SNOW else "rock"
        glyphs = self.glyphs
        edges = (glyphs.left_slope, glyphs.right_slope) if reach > above else (glyphs.rock, glyphs.rock)
        rock = edges[0] + glyphs.rock * (2 * reach - 2) + edges[1]
        return ((space, "text"), (rock, style), (space + "  ", "text"))

    def write(self, writer: Writer, state: State, item: Step) -> None:
        """The page about a rung."""
        if item.rung is None:
            write_ladder(writer, item.ladder)
        else:
            write_rung(writer, state, item.ladder, item.rung)

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
        return "rung"

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
