"""A reference while it is typed: one line, with what may be meant below it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from commtui.tui.abstract import AbstractWidget
from commtui.tui.forms.fields import Raw
from commtui.tui.forms.matches import CompletedInput, Known, Offer

if TYPE_CHECKING:
    from textual.app import ComposeResult


class CreateAsked(Message):
    """A record is wanted that is not there yet, by what was typed; its id goes to `taker`."""

    def __init__(self, taker: Takes, text: str) -> None:
        super().__init__()
        self.taker = taker
        self.text = text


class Takes(Widget, metaclass=AbstractWidget):
    """An editor that takes ids: those that are chosen, and that of a record which was made for it."""

    @property
    @abstractmethod
    def target(self) -> Widget:
        """What gets the focus."""

    @abstractmethod
    def take(self, id_: str) -> None:
        """Write an id."""

    def on_completed_input_took(self, event: CompletedInput.Took) -> None:
        """Take what was chosen."""
        event.stop()
        self.took(event.offer)

    def took(self, offer: Offer) -> None:
        """Take an offer, or ask for what is not there yet."""
        self.target.focus()
        if offer.creates:
            self.post_message(CreateAsked(self, offer.creates))
        else:
            self.take(offer.id)


class Opener(Static):
    """A sign that there is something to choose from; a click shows all of it."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """It was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Show what there is."""
        event.stop()
        self.post_message(self.Pressed())


class ReferenceEditor(Takes):
    """The id of one record."""

    DEFAULT_CSS = """
    ReferenceEditor {
        height: 1;
        layout: horizontal;
        & CompletedInput { width: 1fr; }
        & Opener { width: 3; color: $foreground 45%; background: $surface; text-align: center; }
        &:focus-within Opener { color: $primary; }
    }
    """

    def __init__(self, value: str, placeholder: str, known: Known, noun: str, free: bool, arrow: str) -> None:
        super().__init__()
        self._arrow = arrow
        self.input = CompletedInput(value, placeholder, known, noun, free)

    def compose(self) -> ComposeResult:
        """The line, and a sign that there is more."""
        yield self.input
        yield Opener(self._arrow, markup=False)

    @property
    def target(self) -> Widget:
        """The line."""
        return self.input

    @property
    def raw(self) -> Raw:
        """What is typed."""
        return self.input.value

    def put(self, raw: Raw) -> None:
        """Show another id."""
        self.input.put(raw)

    def take(self, id_: str) -> None:
        """Write an id."""
        self.input.put(id_)

    @on(Opener.Pressed)
    def _open(self, event: Opener.Pressed) -> None:
        event.stop()
        self.input.focus()
        self.input.offer(every=True)
