"""Put records into a text, and take them out with their comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commtui.toml.edits.brackets import Cell
from commtui.toml.edits.headings import headings
from commtui.toml.edits.lines import blank_lines_above, blank_lines_below, comments_above, eol_at
from commtui.toml.edits.sheet import Sheet, is_dotted
from commtui.toml.edits.style import Names, Writer
from commtui.toml.keypath import KeyPath
from commtui.toml.outline import Table, Tables
from commtui.toml.scan import comments
from commtui.toml.write import one_line


@dataclass(frozen=True)
class Taken:
    """A record that was taken from a text: its data, and the lines or the inline text that gave it.

    Lines end in `\\n`, and have no final one. `comments` are those glued to an inline table, `behind` is the one
    behind it.
    """

    names: Names
    data: Any
    text: str
    is_inline: bool = False
    comments: tuple[str, ...] = ()
    behind: str = ""

    @classmethod
    def of_cell(cls, names: Names, data: Any, cell: Cell) -> Taken:  # noqa: ANN401 - any TOML
        """An element of an array."""
        notes = tuple(line.strip() for line in cell.own.splitlines() if line.strip())
        return cls(names, data, cell.value.replace("\r\n", "\n"), True, notes, cell.behind.strip())

    def cell(self, eol: str) -> Cell:
        """The same as an element of an array."""
        if self.is_inline:
            behind = f"  {self.behind}" if self.behind else ""
            return Cell(_lines(self.text, eol), own="\n".join(self.comments), behind=behind)
        return Cell(one_line(self.data), own="\n".join(self.all_comments()))

    def all_comments(self) -> list[str]:
        """Every comment of it, in order."""
        return [*self.comments, *comments(self.text), *([self.behind] if self.behind else [])]


def lines_of(sheet: Sheet, node: Table | Tables) -> str:
    """The lines of a record with all in it, as they can be put elsewhere."""
    pieces = [sheet.text[start:end].replace("\r\n", "\n").strip("\n") for start, end in sheet.runs(node)]
    return "\n\n".join(pieces)


def fresh(
    sheet: Sheet, names: Names, brackets: int, data: dict[str, Any], notes: list[str], like: Table | None = None
) -> str:
    """The lines of a new record; `notes` are comments that stand above it."""
    block = Writer(sheet, "\n").block(names, brackets, data, like)
    indent = block[: len(block) - len(block.lstrip(" \t"))]
    return "\n".join([*(indent + note for note in notes), block])


def with_block(sheet: Sheet, path: KeyPath, index: int, block: str) -> str:
    """The text with the lines of a record put in, as the one with this index in the list at a path.

    The first of its kind goes below a comment that has its heading, as in `# [[goal]]`, and else below all others and
    all such comments: what is added to two kinds then stands in two places, and merges without a conflict.
    """
    text = sheet.text
    names = tuple(part for part in path if isinstance(part, str))
    blank = Writer(sheet, "").blank_lines(names)
    found = sheet.find(path)
    node = found.node if found is not None else None
    if isinstance(node, Tables) and index == 0:
        return _before(text, sheet.start(node.items[0]), block, blank)
    above = sheet.last_section(node.items[index - 1]) if isinstance(node, Tables) else _last_above(sheet, path)
    end = sheet.end(above) if above is not None else len(text)
    if not isinstance(node, Tables) and len(path) == 1:
        end = _end_of_heading(sheet, names[0], end)
    # A comment that ends the text above must not become the record's own.
    is_below_comment = end > sheet.last_line_end(sheet.section_at(end - 1) if end else sheet.outline.root)
    return _after(text, end, block, max(blank, 1) if is_below_comment else blank)


def _end_of_heading(sheet: Sheet, name: str, end: int) -> int:
    """Where a first record goes: below the commented heading of this name, or below that of any, or at this end."""
    found = list(headings(sheet))
    return next((each for heading, each in found if heading == name), max([end, *(each for _, each in found)]))


def like_at(sheet: Sheet, path: KeyPath, index: int) -> Table | None:
    """The record that a new one at this index of the list at a path should look like."""
    found = sheet.find(path)
    node = found.node if found is not None else None
    return node.items[max(index - 1, 0)] if isinstance(node, Tables) else None


def _last_above(sheet: Sheet, path: KeyPath) -> Table | None:
    """The last section of the innermost table on the way to a path that has one."""
    for count in range(len(path) - 1, -1, -1):
        found = sheet.find(path[:count])
        if found is None or not isinstance(found.node, (Table, Tables)):
            continue
        last = sheet.last_section(found.node)
        if last is not None:
            return last
    return None


def _before(text: str, start: int, block: str, blank: int) -> str:
    eol = eol_at(text, start)
    # Directly below a comment at the top, the record's own would be taken for more of that.
    gap = eol if block.lstrip(" \t").startswith("#") and comments_above(text, start, 0) < start else ""
    return f"{text[:start]}{gap}{_lines(block, eol)}{eol}{eol * blank}{text[start:]}"


def _after(text: str, end: int, block: str, blank: int) -> str:
    eol = eol_at(text, max(end - 1, 0))
    head, tail = text[:end], text[end:]
    block = _lines(block, eol)
    if not head:
        return f"{block}{eol}{tail}"
    if not head.endswith("\n"):
        return f"{head}{eol}{eol * blank}{block}"
    above = eol * max(0, blank - blank_lines_above(head, end))
    below = eol * blank if tail and not blank_lines_below(text, end) else ""
    return f"{head}{above}{block}{eol}{below}{tail}"


def _lines(block: str, eol: str) -> str:
    return block.replace("\n", eol)


def is_in_one_piece(node: Table | Tables) -> bool:
    """Whether a table or array of tables is given by headers only, so that its lines can stand elsewhere."""
    return not is_dotted(node) and any(node.sections())
