"""How a sentence is set: for a terminal, as Markdown, or as plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commtui.model.words import one_line, printable, shorten
from commtui.report.records.markdown import escape
from commtui.report.style import Style

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Voice:
    """`show` makes text from a file harmless; `name` also sets it off, as the name of what a sentence is about.

    `paint` colors words of our own by a role of `Style`; `arrow` leads from an old value to a new one.
    """

    show: Callable[[str], str]
    name: Callable[[str], str]
    paint: Callable[[str, str], str]
    ellipsis: str = "…"
    arrow: str = "->"
    quotes: tuple[str, str] = ('"', '"')

    def cut(self, text: str, longest: int = LONGEST) -> str:
        """Text from a file on one line, cut, harmless."""
        return self.show(shorten(one_line(text), longest, self.ellipsis))

    def quote(self, text: str, longest: int = LONGEST) -> str:
        """The same in quotes."""
        return self.cut(text, longest).join(self.quotes)


def terminal(style: Style) -> Voice:
    """For people at a terminal, in color where it has some."""
    return Voice(
        style.show,
        lambda text: style.paint(f'"{style.show(text)}"', "strong"),
        lambda text, role: style.paint(text, role),
        style.sign("…"),
    )


# For a comment on GitHub: nothing in a file becomes markup, a mention or a reference.
MARKDOWN = Voice(escape, lambda text: f"*{escape(text)}*", lambda text, role: text)
PLAIN = Voice(printable, lambda text: f'"{printable(text)}"', lambda text, role: text)
