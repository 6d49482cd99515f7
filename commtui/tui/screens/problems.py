"""Everything that is wrong in the files: what, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from commtui.checks.diagnostic import Diagnostic
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.doing import bindings_of
from commtui.tui.empty import hint
from commtui.tui.glyphs import SEVERITY_STYLE
from commtui.tui.lines import BLANK, Line, Span, line, spread
from commtui.tui.screens.filtered import BORROWED, FilteredPanel
from commtui.tui.widgets.detail import Detail
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from commtui.tui.state import State


class Problems(ModalScreen[Any], FilteredPanel[Any]):
    """Gives back ("show", entry) or ("edit", finding), or None."""

    scope = "problems"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("problems", *BORROWED, "open", "edit.file", "problems")]

    def __init__(self, state: State, file: str | None = None) -> None:
        super().__init__()
        self._state = state
        self._file = file

    def compose(self) -> ComposeResult:
        """The list, and below it the finding under its cursor."""
        with Vertical(id="panel"):
            yield VirtualList(id="found")
            yield FilterBar(classes="hidden")
            yield Detail(least=3)

    def on_mount(self) -> None:
        """Show the gravest first."""
        panel = self.query_one("#panel")
        panel.border_title = Content("Problems")
        hints = (("open", "show"), ("edit.file", "editor"), ("filter", "filter"), ("back", "close"))
        panel.border_subtitle = Content(self.hints(*hints))
        found = self._show()
        self.listing.move_to_key(next((_key(each) for each in found if each.file == self._file), None))
        self.set_focus(self.listing)

    def follow_state(self, state: State) -> None:
        """Show what is wrong by now."""
        self._state = state
        self._show()

    def _show(self) -> Sequence[Diagnostic]:
        order = {"error": 0, "warning": 1, "info": 2}
        found = sorted(self._state.diagnostics, key=lambda each: (order[each.severity], each))
        self.listing.fill(self._rows(found), self._nothing())
        return found

    def _rows(self, found: Sequence[Diagnostic]) -> Rows[Diagnostic]:
        return Rows(
            found,
            key=_key,
            search=lambda each: f"{each.file} {each.message} {each.rule}",
            draw=self._draw,
            group=lambda each: plural(self._state.count(each.severity), each.severity),
            heading=lambda group, _count: line((group, "heading")),
            height=2,
        )

    def _draw(self, finding: Diagnostic, cells: int) -> Sequence[Line]:
        glyphs = self.listing.glyphs
        glyph = getattr(glyphs, finding.severity)
        left = ((f"{glyph} {finding.severity}  ", SEVERITY_STYLE[finding.severity]), (finding.message, "text"))
        hint = f"  {finding.hint}" if finding.hint else ""
        place = ((f"  {finding.file}:{finding.line}", "link"), (hint, "muted"))
        return (
            Line(spread(left, ((finding.rule, "faint"),) if cells > 90 else (), cells, glyphs.ellipsis)),
            Line(spread(place, (), cells, glyphs.ellipsis)),
        )

    def _nothing(self) -> Sequence[Line]:
        if not self._state.checked:
            return (BLANK, line(("Checking the files...", "muted")))
        return (BLANK, line(("Nothing is wrong in the files.", "good")), line(*hint(self.key_of, "back", "goes back.")))

    def leave(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    act_problems = leave

    def act_edit_file(self) -> None:
        """Open the file in the editor."""
        if (finding := self.listing.item) is not None:
            self.dismiss(("edit", finding))

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Show in full what is under the cursor."""
        finding = event.item
        self.query_one(Detail).show(lambda writer: self._write(writer, finding) if finding is not None else None)

    def _write(self, writer: Writer, finding: Diagnostic) -> None:
        writer.text(finding.message)
        if finding.hint:
            writer.text(finding.hint, "muted")
        writer.text(f"{finding.file}:{finding.line}", "link")
        writer.add((finding.rule, "faint"), ("  ", "text"), *self._way(finding))

    def _way(self, finding: Diagnostic) -> tuple[Span, ...]:
        if entry_at(self._state, finding) is not None:
            return hint(self.key_of, "open", "shows it")
        return hint(self.key_of, "edit.file", "opens the file there: it is no record yet")

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Go to the record, where there is one."""
        entry = entry_at(self._state, event.item)
        if entry is not None:
            self.dismiss(("show", entry))


def _key(finding: Diagnostic) -> str:
    return f"{finding.file}:{finding.line}:{finding.column}:{finding.rule}:{finding.message}"


def entry_at(state: State, finding: Diagnostic) -> Entry[Any] | None:
    """The record in which a finding stands; None where it has errors, or where no record is."""
    found = state.snapshot.at(finding.file, finding.line)
    return found if isinstance(found, Entry) else None
