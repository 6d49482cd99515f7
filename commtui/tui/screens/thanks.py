"""The dialog of thanks: who, for what, a reason, a link; names are found as one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from commtui.model.person import Person
from commtui.model.recognition import CONTRIBUTION_TYPES, Recognition, RecognitionKind
from commtui.tui.actions.form import FORM
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.lines import Line, line, spread
from commtui.tui.screens.picking import Candidate, PickLine, TextLine
from commtui.tui.teaching import place_to_write
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from commtui.tui.state import State

LEAST_MATCHES = 3
MOST_MATCHES = 7
MOST_NAMED = 3
# What stands around the matches.
FRAME = 13


@dataclass(frozen=True, slots=True)
class Thanks:
    """What was said: to whom, for which kinds of contribution, and why; `given_by` is who says it."""

    people: tuple[str, ...]
    kinds: tuple[str, ...]
    reason: str
    links: tuple[str, ...]
    given_by: str | None


Write = Callable[[Thanks], Awaitable[bool]]


class Matches(VirtualList, can_focus=False):
    """What fits what is typed; the keys move in it while one types."""

    blurred_cursor = "cursor"
    clearing = "form.leave"


class ThankDialog(ModalScreen[None], DoingScreen[None]):
    """Stays until its thanks are written, or nobody wants to say them."""

    DEFAULT_CSS = """
    ThankDialog {
        align: center middle;
        & #thanks {
            width: 100%;
            max-width: 84;
            height: auto;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
            background: $background;
            padding: 1 2 0 2;
        }
        &.-ascii #thanks { border: ascii $border; }
        & #matches { height: 5; margin-top: 1; background: $background; border-top: solid $border-blurred; }
        &.-ascii #matches { border-top: ascii $border-blurred; }
        & #trouble { height: 1; color: $error; }
    }
    """
    scope = FORM
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(FORM, "help")]

    def __init__(self, state: State, whom: str | None, given_by: str | None, write: Write) -> None:
        super().__init__()
        self._state = state
        self._whom = whom
        self._given_by = given_by
        self._write = write
        # Enter may come twice, or escape, before the files are written.
        self._busy = False

    def compose(self) -> ComposeResult:
        """The lines to fill, and what fits the one that has the focus."""
        people, kinds = _people(self._state), _kinds(self._state)
        with Vertical(id="thanks"):
            yield PickLine("Who", people, [self._whom] if self._whom else [], "a name, or several", id="who")
            yield PickLine("For", kinds, [], "docs, review, mentoring ...", id="what")
            yield TextLine("Reason", "what they did, and what it was good for", id="reason")
            yield TextLine("Link", "where to see it", id="link")
            by = [self._given_by] if self._given_by else []
            hint = "who says thanks; nobody need to"
            yield PickLine("From", people, by, hint, most=1, optional=True, id="from")
            yield Matches(id="matches")
            yield Static("", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Begin with whom, or where that is known, with what for."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        panel = self.query_one("#thanks")
        panel.border_title = Content("Say thanks")
        tab, leave = self.hints(("form.field", "next")), self.hints(("form.leave", "leaves"))
        # Enter is not of the keymap: lines of text take it themselves.
        panel.border_subtitle = Content("   ".join(each for each in (tab, "enter takes, then thanks", leave) if each))
        self.query_one("#what" if self._whom else "#who", PickLine).input.focus()
        self._fit()

    def on_resize(self) -> None:
        """Leave room for the lines."""
        self._fit()

    def _fit(self) -> None:
        room = self.app.size.height - FRAME
        self.query_one("#matches").styles.height = max(LEAST_MATCHES, min(room, MOST_MATCHES)) + 1

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is in no file."""
        return bool(self._changed())

    def unsaved_text(self) -> str:
        """What was typed, line by line, to be kept where the app cannot go on."""
        if not self.unsaved:
            return ""
        lines = [(each.label, [*each.ids, each.input.value.strip()]) for each in self.query(PickLine)]
        lines += [(each.label, [each.input.value.strip()]) for each in self.query(TextLine)]
        said = ((label, " ".join(filter(None, words))) for label, words in lines)
        return "# thanks\n" + "".join(f"{label}: {words}\n" for label, words in said if words)

    def _changed(self) -> list[str]:
        who, what, by = (self.query_one(f"#{each}", PickLine) for each in ("who", "what", "from"))
        typed = [("Who", who.touched), ("For", what.touched), ("From", by.touched)]
        typed += [(each.label, bool(each.input.value.strip())) for each in self.query(TextLine)]
        return [label for label, is_changed in typed if is_changed]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what fits the line that has the focus."""
        found = next((each for each in event.widget.ancestors if isinstance(each, PickLine)), None)
        matches = self.query_one(Matches)
        if found is None:
            matches.fill(Rows((), str, str, lambda _item, _cells: ()), self._what_enter_does())
            matches.filter("")
            return
        self._show(found)

    def _what_enter_does(self) -> Sequence[Line]:
        """In words, while a text is typed: whom it thanks for what, and where that is written."""
        who, what = (self.query_one(f"#{each}", PickLine) for each in ("who", "what"))
        missing = [words for pick, words in ((who, "whom"), (what, "for what")) if not pick.taken]
        if missing:
            return (line((f"Still to say: {' and '.join(missing)}.", "muted")),)
        people = _some([each.title for each in who.taken], "people")
        kinds = _some([each.title for each in what.taken], "kinds")
        return (
            line(("enter", "key"), (f" thanks {people} for {kinds}.", "text")),
            line((f"It goes into {_folder(place_to_write(self._state, Recognition))}", "muted")),
        )

    def _show(self, pick: PickLine) -> None:
        query = pick.input.value.replace(",", "")
        rows = Rows(pick.offered(query), key=lambda each: each.id, search=lambda each: each.searched, draw=self._draw)
        matches = self.query_one(Matches)
        matches.fill(rows, (line(("Nobody is left to choose." if pick.id != "what" else "That is all.", "muted")),))
        matches.filter(query)
        matches.move(0)

    def _draw(self, candidate: Candidate, cells: int) -> Sequence[Line]:
        glyphs = self.query_one(Matches).glyphs
        return (Line(spread(((candidate.title, "text"),), ((candidate.note, "faint"),), cells, glyphs.ellipsis)),)

    def on_pick_line_typed(self, event: PickLine.Typed) -> None:
        """Find at once."""
        self._say("")
        self._show(event.pick)

    def on_pick_line_moved(self, event: PickLine.Moved) -> None:
        """Move among what fits."""
        matches = self.query_one(Matches)
        matches.move(matches.cursor + event.steps)

    def on_pick_line_wanted(self, event: PickLine.Wanted) -> None:
        """Take what is under the cursor."""
        item: Candidate | None = self.query_one(Matches).item
        if item is not None:
            event.pick.take(item)
        elif event.pick.input.value.strip():
            self._say(f"nothing fits {event.pick.input.value.strip()!r}")
            return
        if event.then_on:
            self.focus_next()
        else:
            self._show(event.pick)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take what was double-clicked."""
        pick = next((each for each in self.query(PickLine) if each.input.has_focus), None)
        if pick is not None:
            pick.take(event.item)
            self._show(pick)

    async def on_pick_line_passed(self) -> None:
        """Enter where nobody need be named says thanks."""
        await self.act_form_save()

    async def on_text_line_entered(self) -> None:
        """Enter in a text says thanks."""
        await self.act_form_save()

    async def act_form_save(self) -> None:
        """Say thanks, once."""
        if self._busy:
            return
        who, what, by = (self.query_one(f"#{each}", PickLine) for each in ("who", "what", "from"))
        for pick, lacking in ((who, "Whom? Type a name"), (what, "For what? Type a kind of contribution")):
            if not pick.taken:
                pick.input.focus()
                self._say(lacking)
                return
        reason, link = (self.query_one(f"#{each}", TextLine).input.value.strip() for each in ("reason", "link"))
        given_by = by.taken[0].id if by.taken else None
        thanks = Thanks(who.ids, what.ids, reason, tuple(link.split()), given_by)
        self._busy = True
        if await self._write(thanks):
            self.dismiss(None)
        else:
            self._busy = False
            self._say("Not written; what you typed is still here")

    def act_form_field(self) -> None:
        """To the next line."""
        self.focus_next()

    def act_form_field_before(self) -> None:
        """To the line before."""
        self.focus_previous()

    def act_form_leave(self) -> None:
        """Clear what was typed to find something, else leave; asks first where something would be lost."""
        if self._busy:
            return
        typed = next((each.input for each in self.query(PickLine) if each.input.has_focus and each.input.value), None)
        if typed is not None:
            typed.value = ""
            return
        changed = self._changed()
        if not changed:
            self.dismiss(None)
            return

        def answer(discard: bool | None) -> None:
            if discard:
                self.dismiss(None)

        self.app.push_screen(DiscardDialog(changed), answer)

    def _say(self, words: str) -> None:
        self.query_one("#trouble", Static).update(Content(words))


def _folder(place: str) -> str:
    """The folder of a file whose name is not known yet; else the file."""
    folder, _, name = place.rpartition("/")
    return f"{folder}/" if "<" in name else place


def _some(names: Sequence[str], nouns: str) -> str:
    """Names in a sentence; of many, how many."""
    if len(names) > MOST_NAMED:
        return f"{len(names)} {nouns}"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _people(state: State) -> list[Candidate]:
    """Everyone, by name."""
    people = sorted(state.snapshot.records(Person), key=lambda each: each.name.casefold())
    return [
        Candidate(each.id, each.name, each.github or each.id, f"{each.name} {each.id} {each.github or ''}")
        for each in people
        if each.kind != "bot"
    ]


def _kinds(state: State) -> list[Candidate]:
    """The kinds of contribution, those first that are thanked for the most."""
    own = {each.id: each for each in state.snapshot.records(RecognitionKind)}
    used = Counter(kind for each in state.snapshot.records(Recognition) for kind in each.kinds)
    ids = sorted({*own, *CONTRIBUTION_TYPES}, key=lambda id_: (-used[id_], id_.casefold()))
    return [_kind(id_, own.get(id_), used[id_]) for id_ in ids]


def _kind(id_: str, own: RecognitionKind | None, used: int) -> Candidate:
    from commtui.report.changes.names import contribution

    title = own.title if own is not None else contribution(id_)
    note = f"{id_}  {used}x" if used else id_
    return Candidate(id_, title, note, f"{title} {id_}")
