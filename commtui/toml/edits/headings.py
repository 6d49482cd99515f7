"""Commented headings: examples in a text of records that are not there yet, which say where they are to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commtui.toml.edits.lines import comments_below, is_blank, line_start
from commtui.toml.edits.sheet import Sheet

_heading = re.compile(r"^[ \t]*#[ \t]*\[\[?[ \t]*([\w-]+)[ \t]*\]\]?[ \t\r]*$", re.MULTILINE)


def headings(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """The names in commented headings, each with the end of the comment that it stands in.

    Only those are told that stand between two sections, with a blank line below.
    """
    text = sheet.text
    for match in _heading.finditer(text):
        end = comments_below(text, line_start(text, match.start()), len(text))
        is_closed = end == len(text) or is_blank(text, end)
        if is_closed and match.start() >= sheet.last_line_end(sheet.section_at(match.start())):
            yield match[1], end
