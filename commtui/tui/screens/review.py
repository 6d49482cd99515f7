"""What changed since the last commit: a line for each record and each file, and the diff of the one at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import chop_cells
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen

from commtui.insight.changes import Change, Problem
from commtui.model.words import plural
from commtui.store.git import GitError
from commtui.store.git_status import Dirty
from commtui.store.snapshot import Entry
from commtui.tui.doing import bindings_of
from commtui.tui.empty import hint
from commtui.tui.lines import BLANK, Line, Span, line, spread
from commtui.tui.review import CHANGES, Review, diff_of, hunk_of, review_of
from commtui.tui.review_rows import SIGNS, Row, group, heading, key, staged
from commtui.tui.screens.filtered import BORROWED, FilteredPanel
from commtui.tui.text import clean, wrap
from commtui.tui.widgets.detail import Detail
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from commtui.tui.app import CommtuiApp
    from commtui.tui.state import State
    from commtui.tui.writer import Writer

TWO_PANES = 120
_IN_DIFF = {"+": "good", "-": "bad", "@": "info"}


class Diff(Page):
    """The diff; `j` and `k` scroll it."""


class ReviewScreen(ModalScreen[Any], FilteredPanel[Any]):
    """Gives back ("show", entry) or ("problems", file), or None."""

    scope = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("review", *BORROWED, "open", "edit.file", "copy", "review")]
    DEFAULT_CSS = """
    ReviewScreen {
        & #review {
            width: 100%;
            max-width: 200;
            height: 100%;
            margin: 1 2;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
            background: $background;
            padding: 1 1 0 1;
        }
        & #told { width: 1fr; }
        & #diff { width: 1fr; display: none; }
        &.-diff #told { display: none; }
        &.-diff #diff { display: block; }
        &.-two #told { display: block; width: 1fr; }
        &.-two #diff { display: block; width: 1fr; border-left: solid $border-blurred; padding-left: 1; }
        &.-ascii #review { border: ascii $border; }
        &.-ascii.-two #diff { border-left: ascii $border-blurred; }
        &.-low #review { margin: 0; padding: 0 1; }
    }
    """

    class Looked(Message):
        """There is a review, or the reason why there is none; `number` counts the looks."""

        def __init__(self, number: int, found: Review | str) -> None:
            super().__init__()
            self.number = number
            self.found = found

    class Diffed(Message):
        """There is the diff of a file of a review."""

        def __init__(self, review: Review, path: Path, lines: Sequence[str]) -> None:
            super().__init__()
            self.review = review
            self.path = path
            self.lines = lines

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._review: Review | None = None
        self._why_none = ""
        self._diffs: dict[Path, Sequence[str]] = {}
        self._looks = 0

    @property
    def owner(self) -> CommtuiApp:
        """The app."""
        return cast("CommtuiApp", self.app)

    def compose(self) -> ComposeResult:
        """What changed, and the diff."""
        with Horizontal(id="review"):
            with Vertical(id="told"):
                yield VirtualList(id="found")
                yield FilterBar(classes="hidden")
                yield Detail(least=2)
            yield Diff(id="diff")

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        self._arrange()
        self._entitle()
        self.listing.fill(Rows((), str, str, lambda _item, _cells: ()), (BLANK, line(("Asking git...", "muted"))))
        self.set_focus(self.listing)
        self.look()

    def on_resize(self) -> None:
        """Show the diff beside the list where there is room."""
        self._arrange()

    def _arrange(self) -> None:
        size = self.app.size
        self.set_class(size.width >= TWO_PANES, "-two")
        self.set_class(size.height < 20, "-low")

    @property
    def diff(self) -> Diff:
        """The diff of the file under the cursor."""
        return self.query_one(Diff)

    def look(self) -> None:
        """Compare with the last commit, in a worker."""
        state, number = self._state, self._looks + 1
        self._looks = number

        def compare() -> None:
            try:
                found: Review | str = review_of(state.snapshot)
            except GitError as error:
                found = str(error)
            except Exception as error:  # noqa: BLE001 - whatever stands against it is better said than waited for
                found = f"It cannot be compared with the last commit: {error!r}"
            self.post_message(self.Looked(number, found))

        self.run_worker(compare, thread=True)

    def follow_state(self, state: State) -> None:
        """Compare again: the files are others."""
        self._state = state
        self.look()

    def on_review_screen_looked(self, event: Looked) -> None:
        """Show what was found; the cursor stays on its row."""
        # An older look may take longer than the one after it.
        if event.number != self._looks:
            return
        self._diffs = {}
        if isinstance(event.found, str):
            self._review, self._why_none = None, event.found
            rows: list[Row] = []
        else:
            self._review, self._why_none = event.found, ""
            changes = event.found.comparison.changes
            here = [each for each in changes.problems if each.side == "head"]
            rows = [*here, *changes.changes, *event.found.files]
        self.listing.fill(
            Rows(rows, key=key, search=self._searched, draw=self._draw, group=group, heading=heading), self._nothing()
        )
        self._entitle()
        self._show_row()

    def _entitle(self) -> None:
        panel = self.query_one("#review")
        review = self._review
        ways = [("review.diff", "diff"), ("review.commit", "commit"), ("filter", "filter")]
        ways = [("open", "show"), *ways] if self.app.size.width >= 64 else ways
        panel.border_subtitle = Content(self.hints(*(ways if self.listing.rows.items else ()), ("back", "close")))
        if review is None:
            panel.border_title = Content("Review")
            return
        told = f"{plural(len(review.comparison.changes.changes), 'change')} in {plural(len(review.files), 'file')}"
        told = told if self.listing.rows.items else "nothing changed"
        since = f"since {review.commit[:10]}" if review.commit else "before the first commit"
        panel.border_title = Content(f"Review: {told} {since}")

    def _nothing(self) -> Sequence[Line]:
        back = line(*hint(self.key_of, "back", "goes back."))
        if self._review is None:
            return (
                BLANK,
                line(("There is nothing to compare with", "strong")),
                *(line((each, "text")) for each in _wrapped(clean(self._why_none), self.listing.cells)),
                BLANK,
                *(line((each, "muted")) for each in _wrapped(_WITHOUT_GIT, self.listing.cells)),
                BLANK,
                back,
            )
        where = f" ({self._review.commit[:10]})" if self._review.commit else ""
        return (BLANK, line((f"Nothing changed since the last commit{where}.", "good")), back)

    def _draw(self, row: Row, cells: int) -> Sequence[Line]:
        glyphs = self.listing.glyphs
        right: tuple[Span, ...] = ()
        if isinstance(row, Problem):
            sign: Span = (glyphs.error, "bad")
            words = f"{row.file}:{row.line}  {row.reason}"
        elif isinstance(row, Change):
            sign, words = SIGNS[row.what], self._told(row)
        else:
            sign, words = SIGNS[row.change], self._file_name(row.path)
            right = ((f"{CHANGES[row.change]}{staged(row)}", "muted"),)
        return (Line(spread(((f"{sign[0]} ", sign[1]), (words, "text")), right, cells, glyphs.ellipsis)),)

    def _searched(self, row: Row) -> str:
        """What a row is found by: its words, and its file."""
        if isinstance(row, Problem):
            return f"{row.file} {row.reason}"
        return f"{self._told(row)} {row.now.where}" if isinstance(row, Change) else self._file_name(row.path)

    def _told(self, change: Change) -> str:
        return self._review.told(change, self.listing.glyphs) if self._review is not None else ""

    def _file_name(self, path: Path) -> str:
        return clean(self._review.name(path)) if self._review is not None else ""

    def on_virtual_list_highlighted(self) -> None:
        """The detail and the diff follow the cursor."""
        self._show_row()

    def _show_row(self) -> None:
        row = self.listing.item
        self.query_one(Detail).display = row is not None
        self.query_one(Detail).show(lambda writer: self._write(writer, row) if row is not None else None)
        path = self._path
        if path is None:
            self.diff.show(lambda _writer: None)
        elif path in self._diffs:
            self._show_diff(self._diffs[path])
        elif self.has_class("-two") or self.has_class("-diff"):
            self._read_diff(path)

    def _write(self, writer: Writer, row: Row) -> None:
        if isinstance(row, Problem):
            writer.text(f"{row.file}:{row.line}: {row.reason}")
            writer.text("What stands in it is not compared. It is committed as it is.", "muted")
        elif isinstance(row, Change):
            writer.text(self._told(row))
            writer.text(row.now.where if row.new is not None else f"it was in {row.now.where}", "link")
        else:
            writer.text(self._file_name(row.path))
            writer.text(f"{CHANGES[row.change]}{staged(row)}", "muted")

    @property
    def _path(self) -> Path | None:
        """The file of the row under the cursor."""
        row = self.listing.item
        if isinstance(row, Change):
            return row.now.file.path
        if isinstance(row, Problem):
            return self._state.snapshot.home.base / row.file
        return row.path if isinstance(row, Dirty) else None

    def _read_diff(self, path: Path) -> None:
        review = self._review
        if review is None:
            return

        def read() -> None:
            try:
                lines = diff_of(review, path)
            except GitError as error:
                lines = [str(error)]
            except Exception as error:  # noqa: BLE001 - as above
                lines = [f"No diff: {error!r}"]
            self.post_message(self.Diffed(review, path, lines))

        self.run_worker(read, thread=True, group="diff", exclusive=True, exit_on_error=False)

    def on_review_screen_diffed(self, event: Diffed) -> None:
        """Show the diff, unless the cursor or the review moved on."""
        if event.review is self._review:
            self._diffs[event.path] = event.lines
            if event.path == self._path:
                self._show_diff(event.lines)

    def _show_diff(self, lines: Sequence[str]) -> None:
        row = self.listing.item
        wanted = row.new.line if isinstance(row, Change) and isinstance(row.new, Entry) else 0
        at = hunk_of(lines, wanted) if wanted else 0
        starts: list[int] = []

        def write(writer: Writer) -> None:
            starts.clear()
            for each in lines or ["The file is as it was committed."]:
                starts.append(len(writer.lines))
                style = "strong" if each.startswith(("+++", "---")) else _IN_DIFF.get(each[:1], "text")
                for part in chop_cells(clean(each), max(writer.cells, 1)) or [""]:
                    writer.add((part, style))

        self.diff.show(write)
        if at:
            self.diff.scroll_to(y=starts[at], animate=False, force=True)

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        row = self.listing.item
        match action:
            case "open" if row is None:
                return "nothing changed"
            case "open" if isinstance(row, Change) and row.new is None:
                return "the record was removed"
            case "review.diff" | "edit.file" | "copy" if row is None:
                return "nothing changed"
            case "edit.file" if self._path is not None and not self._path.exists():
                return "the file is gone"
            case "review.commit" if self._review is None:
                return self._why_none or "git is still asked"
            case "review.commit" if self._review is not None and not self._review.files:
                return "nothing changed since the last commit"
        return None

    def act_back(self) -> None:
        """From the diff to the list; there clear the filter, and then close."""
        if self.focused is self.diff:
            self.act_review_diff()
        else:
            super().act_back()

    def leave(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    act_review = leave

    def act_review_diff(self) -> None:
        """To the diff, and back to the list."""
        to_diff = self.focused is not self.diff
        self.set_class(to_diff, "-diff")
        self.set_focus(self.diff if to_diff else self.listing)
        self._show_row()

    async def act_review_commit(self) -> None:
        """Word a commit."""
        if self._review is not None:
            await self.owner.reviewing.word(self._review)

    async def act_copy(self) -> None:
        """Copy the sentence, or the file's name."""
        row = self.listing.item
        if row is not None:
            words = self._told(row) if isinstance(row, Change) else self._file_name(self._path or Path())
            await self.owner.clip.copy(words)

    def act_edit_file(self) -> None:
        """Open the file in the editor."""
        row, path = self.listing.item, self._path
        if path is not None:
            now = row.new if isinstance(row, Change) else None
            line_ = now.line if isinstance(now, Entry) else row.line if isinstance(row, Problem) else 1
            self.owner.editor.open(path, line_)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Go to the record; of a file, to its diff."""
        row = event.item
        if isinstance(row, Dirty):
            self.act_review_diff()
        elif isinstance(row, Problem):
            self.dismiss(("problems", row.file))
        elif isinstance(row.new, Entry):
            self.dismiss(("show", row.new))
        elif row.new is not None:
            self.dismiss(("problems", row.new.file.name))


_WITHOUT_GIT = (
    "Review and commit need git with a working tree. All else works without it: every edit is in the files at once, "
    "and undo takes it back."
)


def _wrapped(text: str, cells: int) -> list[str]:
    return wrap(text, min(cells, 80))
