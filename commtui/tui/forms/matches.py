"""What may be meant by what is typed: a few lines below the input, which keeps the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from commtui.model.words import visible
from commtui.tui.filter import Filter
from commtui.tui.forms.inputs import Edited, LineInput
from commtui.tui.forms.knowing import Candidate
from commtui.tui.glyphs import glyphs_of
from commtui.tui.text import cut, fit, width

MOST = 6
WIDEST = 64
WIDEST_ID = 28
MARKED = "bold $foreground on $primary 25%"

Known = Callable[[], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A line below the input: what it would write, or the text from which a new record is to be made."""

    id: str
    title: str = ""
    creates: str = ""


def offers_for(text: str, known: Sequence[Candidate], creates: str = "") -> tuple[Offer, ...]:
    """What may be meant, the likeliest first; the last one makes a record of this noun where none is called so."""
    text = text.strip()
    found = Filter(known, lambda each: each.search)
    matches = [known[index] for index in found.apply(text)]
    folded = text.casefold()
    ranked = sorted(matches, key=lambda each: (_rank(each, folded), len(each.id)))[:MOST]
    offers = [Offer(each.id, each.title) for each in ranked]
    if creates and text and all(each.id != text for each in known):
        offers.append(Offer("", "", text))
    return tuple(offers)


def _rank(candidate: Candidate, text: str) -> int:
    id_, title = candidate.id.casefold(), candidate.title.casefold()
    if text in (id_, title):
        return 0
    if id_.startswith(text) or title.startswith(text):
        return 1
    return 2 if any(each.startswith(text) for each in title.split()) else 3


class Matches(Static):
    """Lines that can be chosen with the keys of an input, or with the mouse."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Matches {
        display: none;
        overlay: screen;
        constrain: none inflect;
        width: auto;
        height: auto;
        background: $panel;
        border-left: outer $primary;
        &.-open { display: block; }
    }
    """

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, noun: str = "") -> None:
        super().__init__("", markup=False)
        self._noun = noun
        self.offers: tuple[Offer, ...] = ()
        self.index: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.offers)

    @property
    def current(self) -> Offer | None:
        """The line that is chosen by enter."""
        return self.offers[self.index] if self.index is not None else None

    def offer(self, offers: Sequence[Offer], index: int | None) -> None:
        """Show these lines, with one of them marked."""
        self.offers = tuple(offers)
        self.index = index if offers else None
        self.set_class(bool(offers), "-open")
        self._draw()

    def close(self) -> None:
        """Show nothing; what is typed is now meant as it is."""
        if self.offers:
            self.offer((), None)
            self.post_message(Edited())

    def move(self, by: int) -> None:
        """Mark the next line, or the one before."""
        count = len(self.offers)
        start = self.index if self.index is not None else (-1 if by > 0 else count)
        self.index = min(max(start + by, 0), count - 1)
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        event.stop()
        if 0 <= event.y < len(self.offers):
            self.post_message(self.Chosen(self.offers[event.y]))

    def _draw(self) -> None:
        room = max(20, min(WIDEST, self.app.size.width - 28))
        column = min(WIDEST_ID, max((width(visible(each.id)) for each in self.offers), default=0))
        lines = [self._line(number, each, column, room) for number, each in enumerate(self.offers)]
        longest = max((line.cell_length for line in lines), default=0)
        filled = (self._filled(number, line, longest) for number, line in enumerate(lines))
        self.update(Content("\n").join(filled))

    def _filled(self, number: int, line: Content, cells: int) -> Content:
        return Content.assemble(line, (" " * (cells - line.cell_length), MARKED if number == self.index else ""))

    def _line(self, number: int, offer: Offer, column: int, room: int) -> Content:
        marked = number == self.index
        style = MARKED if marked else ""
        mark = "> " if marked else "  "
        ellipsis = glyphs_of(self.app).ellipsis
        if offer.creates:
            text = cut(f'+ create new {self._noun} "{visible(offer.creates)}"', room, ellipsis)
            return Content.assemble((mark, style), (text + " ", style or "$accent"))
        title = cut(visible(offer.title), room - column - 2, ellipsis)
        faint = style or "$foreground 65%"
        return Content.assemble(
            (mark, style), (fit(visible(offer.id), column, ellipsis), style), (f"  {title} ", faint)
        )


class CompletedInput(LineInput):
    """A line with matches below it; the keys that choose among them are its own while they are shown."""

    class Offering(Message):
        """There are matches to be shown for the first time."""

        def __init__(self, matches: Matches) -> None:
            super().__init__()
            self.matches = matches

    class Took(Message):
        """A match was chosen."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(
        self, value: str, placeholder: str, known: Known | None, creates: str = "", free: bool = False
    ) -> None:
        super().__init__(value, placeholder)
        self._known = known
        # Mounted with the first offer, for most inputs never make one.
        self.matches = Matches(creates)
        self._creates = creates
        # What is typed may stand as it is: then no match is taken unless it was chosen.
        self._free = free
        self._quiet: str | None = None

    def put(self, raw: object) -> None:
        """Show another text, and offer nothing for it."""
        self._quiet = str(raw or "")
        super().put(self._quiet)

    def offer(self, every: bool = False) -> None:
        """Show what may be meant."""
        text = self.value.strip()
        known = self._known() if self._known is not None else ()
        if not text and not every:
            self.matches.close()
            return
        offers = offers_for("" if every else text, known, self._creates)
        is_known = any(each.id == text for each in known)
        if is_known and len(offers) == 1 and not every:
            self.matches.close()
            return
        if offers and not self.matches.is_attached:
            self.post_message(self.Offering(self.matches))
        first = offers[0] if offers else None
        sure = first is not None and not first.creates and not is_known and not self._free and bool(text)
        self.matches.offer(offers, 0 if sure else None)

    @property
    def _only_choice(self) -> Offer | None:
        """A new record of what is typed, where that alone is left: the text is no reference as it stands."""
        only = self.matches.offers[0] if len(self.matches.offers) == 1 else None
        return only if only is not None and only.creates and not self._free else None

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Follow what is typed."""
        if self._quiet == event.value or not self.has_focus:
            self.matches.close()
        elif self._known is not None:
            self.offer()
        self._quiet = None

    def on_blur(self) -> None:
        """Leave nothing behind."""
        self.matches.close()

    async def _on_key(self, event: events.Key) -> None:
        if not self.matches.is_open:
            if event.key in ("alt+down", "ctrl+@") and self._known is not None:
                self._keep(event)
                self.offer(every=True)
            return
        match event.key:
            case "down" | "up":
                self.matches.move(1 if event.key == "down" else -1)
            case "enter" | "tab":
                current = self.matches.current or (self._only_choice if event.key == "enter" else None)
                self.matches.close()
                if current is None:
                    return
                self.post_message(self.Took(current))
            case "escape":
                self.matches.close()
            case _:
                return
        self._keep(event)

    @staticmethod
    def _keep(event: events.Key) -> None:
        event.stop()
        event.prevent_default()
