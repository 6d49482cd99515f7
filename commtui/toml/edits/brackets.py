"""The members of an array or inline table with all that stands between them: taken out, put in, written again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commtui.toml.edits.lines import align
from commtui.toml.scan import key_parts, value_end
from commtui.toml.write import INDENT, MAX_ONE_LINE, key_text

_blanks = re.compile(r"[ \t\r\n]*+")
_comment = re.compile(r"#[^\r\n]*+")
_comment_behind = re.compile(r"[ \t]*+#[^\r\n]*+")
_equals = re.compile(r"[ \t]*+=[ \t]*+")


@dataclass(frozen=True, slots=True)
class Around:
    """Where a value stands: the line end and the indentation of its lines, and whether it is inside another."""

    eol: str
    indent: str
    inside: bool = False


@dataclass(slots=True)
class Cell:
    """A member: blanks and comments before it, its own comment lines, key and `=`, value, and what follows.

    `gap` stands between the value and its comma, `behind` is a comment on the same line after both.
    """

    value: str
    names: tuple[str, ...] = ()
    head: str = ""
    own: str = ""
    behind: str = ""
    before: str = ""
    gap: str = ""
    comma: bool = False

    def key(self, count: int) -> str:
        """The text of the first parts of its key."""
        return self.head[: key_parts(self.head, 0)[0][count - 1][2]]


class Brackets:
    """An array or inline table, its members and the text between them."""

    def __init__(self, text: str, around: Around) -> None:
        self.around = around
        self.cells: list[Cell] = []
        self.is_table = text[0] == "{"
        self._was_one_line = "\n" not in text and len(text) <= MAX_ONE_LINE
        position = 1
        if comment := _comment_behind.match(text, position):
            position = comment.end()
        self._open = text[:position]
        while text[(start := _after_trivia(text, position))] not in "]}":
            position = self._read(text, position, start)
        self._tail = text[position:start]
        self._close = text[start]

    def _read(self, text: str, position: int, start: int) -> int:
        before, own = _split(text[position:start])
        names: tuple[str, ...] = ()
        value = start
        if self.is_table:
            parts, key_end = key_parts(text, start)
            names = tuple(part[0] for part in parts)
            equals = _equals.match(text, key_end)
            value = equals.end() if equals else key_end
        end = value_end(text, value)
        cell = Cell(text[value:end], names, text[start:value], own, before=before)
        comma = _after_trivia(text, end)
        cell.comma = text[comma] == ","
        if cell.comma:
            cell.gap = text[end:comma]
            end = comma + 1
        if comment := _comment_behind.match(text, end):
            cell.behind = comment[0]
            end = comment.end()
        self.cells.append(cell)
        return end

    def inner(self, cell: Cell) -> Around:
        """Where the value of a cell stands."""
        lead = cell.before + cell.own
        indent = lead.rpartition("\n")[2] if "\n" in lead else self.around.indent
        return Around(self.around.eol, indent, inside=True)

    def find(self, path: Sequence[str | int]) -> tuple[Cell | None, int]:
        """The cell on the way to a path, and how many parts of the path lead to it."""
        if not self.is_table:
            index = path[0]
            is_there = isinstance(index, int) and 0 <= index < len(self.cells)
            return (self.cells[int(index)], 1) if is_there else (None, 0)
        for cell in self.cells:
            if cell.names == tuple(path[: len(cell.names)]):
                return cell, len(cell.names)
        return None, 0

    def under(self, prefix: Sequence[str | int]) -> list[int]:
        """The indices of the members whose keys begin with these names."""
        start = tuple(prefix)
        return [index for index, cell in enumerate(self.cells) if cell.names[: len(start)] == start]

    def put(self, names: tuple[str, ...], value: str) -> None:
        """Add a key, dotted as far as its neighbors are."""
        places = self.under(names[:-1])
        if not places:
            self.insert(len(self.cells), Cell(value, names, f"{'.'.join(map(key_text, names))} = "))
            return
        like = self.cells[places[-1]]
        prefix = f"{like.key(len(names) - 1)}." if len(names) > 1 else ""
        self.insert(places[-1] + 1, Cell(value, names, head_like(prefix + key_text(names[-1]), like.head)))

    def remove(self, index: int) -> Cell:
        """Take a member out, with its own comments; other comments stay."""
        cell = self.cells.pop(index)
        stays = cell.before if "#" in cell.before else ""
        if index == len(self.cells):
            if self.cells:
                self._end_with(self.cells[-1], cell.comma)
            self._tail = stays.rstrip() + self._tail
        else:
            self._close_up(index, cell, stays)
        if not self.cells and "#" not in self._open + self._tail:
            self._tail = ""
        return cell

    def _end_with(self, last: Cell, comma: bool) -> None:
        last.comma = comma
        if "#" not in last.gap:
            last.gap = ""

    def _close_up(self, index: int, gone: Cell, stays: str) -> None:
        follower = self.cells[index]
        if "#" in follower.before:
            follower.before = stays.rstrip() + follower.before
        elif follower.own and "\n" not in gone.before:
            return
        elif stays or index == 0 or "\n" in gone.before or "\n" not in follower.before:
            follower.before = gone.before

    def insert(self, index: int, cell: Cell) -> None:
        """Put a member in, before the one that has this index; blanks and commas are like those beside it."""
        cell.gap = ""
        if not self.cells:
            self._insert_only(cell)
            return
        between = self._between(index)
        cell.comma = index < len(self.cells)
        if index == 0:
            first = self.cells[0]
            cell.before, first.before = first.before, between
        else:
            cell.before = between
        if not cell.comma:
            cell.comma, self.cells[-1].comma = self.cells[-1].comma, True
        self.cells.insert(index, cell)
        self._indent_own(cell)

    def _indent_own(self, cell: Cell) -> None:
        """Put its own comment lines, wherever they come from, on lines before it."""
        if not cell.own:
            return
        if "\n" not in cell.before:
            cell.before = self.around.eol + self.around.indent + INDENT
        end = self.around.eol + cell.before.rpartition("\n")[2]
        cell.own = "".join(line.strip() + end for line in cell.own.splitlines() if line.strip())

    def _between(self, index: int) -> str:
        """The blanks between two members at this place."""
        if len(self.cells) > 1:
            lead = self.cells[min(max(index, 1), len(self.cells) - 1)].before
            return self.around.eol + lead.rpartition("\n")[2] if "\n" in lead else lead
        lead = self.cells[0].before
        return self.around.eol + lead.rpartition("\n")[2] if "\n" in lead else " "

    def _insert_only(self, cell: Cell) -> None:
        if "\n" not in self._open + self._tail and "#" not in self._open:
            blank = " " if self.is_table else self._tail
            cell.before, self._tail, cell.comma = blank, blank, False
        else:
            lines = self._tail.rstrip()
            indent = lines.rpartition("\n")[2].partition("#")[0] if lines else self.around.indent + INDENT
            cell.before = f"{lines}{self.around.eol}{indent}"
            is_open = "\n" in self._tail
            self._tail = self.around.eol + (self._tail.rpartition("\n")[2] if is_open else self.around.indent)
            cell.comma = not self.is_table
        self.cells.append(cell)
        self._indent_own(cell)

    def fitted(self) -> str:
        """The text as it is now; an array that was on one line and does not fit there any more is spread."""
        text = self.text()
        can_spread = self._was_one_line and not self.is_table and not self.around.inside
        if can_spread and len(text) > MAX_ONE_LINE and "\n" not in text:
            self._spread()
            text = self.text()
        return text

    def _spread(self) -> None:
        for cell in self.cells:
            cell.before, cell.comma, cell.gap = self.around.eol + self.around.indent + INDENT, True, ""
        self._tail = self.around.eol + self.around.indent

    def text(self) -> str:
        """The text as it is now."""
        pieces = [self._open]
        dangling = "#" in self._open
        for index, cell in enumerate(self.cells):
            # Between two members there must be a comma, however they came together.
            comma = "," if cell.comma or index < len(self.cells) - 1 else ""
            dangling = self._append(pieces, cell.before, dangling)
            dangling = self._append(pieces, cell.own, dangling)
            self._append(pieces, cell.head + cell.value, dangling)
            dangling = self._append(pieces, cell.gap, False)
            dangling = self._append(pieces, comma + cell.behind, dangling)
        dangling = self._append(pieces, self._tail, dangling)
        self._append(pieces, self._close, dangling)
        return "".join(pieces)

    def _append(self, pieces: list[str], piece: str, dangling: bool) -> bool:
        """Add a piece, on a new line if a comment would swallow it; whether it ends in a comment itself."""
        rest = piece.lstrip(" \t")
        if dangling and not rest:
            return True
        if dangling and not rest.startswith(("\n", "\r\n")):
            indent = self.around.indent + ("" if piece == self._close else INDENT)
            pieces.append(self.around.eol + indent)
        pieces.append(piece)
        return "#" in piece.rpartition("\n")[2]


def head_like(key: str, like: str) -> str:
    """The key with an `=` like that of a neighbor."""
    key_end = key_parts(like, 0)[1]
    gap, _, after = like[key_end:].partition("=")
    return f"{align(key, gap, key_end + len(gap))}={after}"


def _after_trivia(text: str, position: int) -> int:
    while True:
        blanks = _blanks.match(text, position)
        position = blanks.end() if blanks else position
        comment = _comment.match(text, position)
        if comment is None:
            return position
        position = comment.end()


def _split(lead: str) -> tuple[str, str]:
    """What stands before a member: the part that stays, and the comment lines glued to it."""
    lines = lead.split("\n")
    first = len(lines) - 1
    while first > 1 and lines[first - 1].lstrip(" \t").startswith("#"):
        first -= 1
    if first == len(lines) - 1:
        return lead, ""
    own = "\n".join(lines[first:])
    start = len(lead) - len(own.lstrip(" \t"))
    return lead[:start], lead[start:]
