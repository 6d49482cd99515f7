"""Widgets with methods that each subclass must have: one that forgets some cannot be made."""

from __future__ import annotations

from abc import ABCMeta

from textual.message_pump import _MessagePumpMeta


class AbstractWidget(_MessagePumpMeta, ABCMeta):
    """The metaclass of widgets with `@abstractmethod`s, for Textual has a metaclass of its own."""
