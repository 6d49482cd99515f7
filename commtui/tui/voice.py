"""How the app says what changed: harmless, in few words, and with its own signs."""

from __future__ import annotations

from collections.abc import Callable

from commtui.report.changes.voice import Voice
from commtui.tui.glyphs import Glyphs
from commtui.tui.text import clean, cut

LONGEST_NAME = 60


def quoted(name: str, glyphs: Glyphs) -> str:
    """The name of a record within a sentence."""
    return f"{glyphs.quote}{cut(name, LONGEST_NAME, glyphs.ellipsis)}{glyphs.unquote}"


def voice(glyphs: Glyphs, paint: Callable[[str, str], str] = lambda text, _role: text) -> Voice:
    """The voice; `paint` may put words of ours, by their role, in other words."""
    quotes = (glyphs.quote, glyphs.unquote)
    return Voice(clean, lambda name: quoted(name, glyphs), paint, glyphs.ellipsis, glyphs.arrow, quotes)
