"""Write tables as text, in the style of those that are there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from commtui.toml.edits.lines import blank_lines_above, in_column, indent_of
from commtui.toml.edits.sheet import Sheet, header_of, is_dotted
from commtui.toml.outline import Table, Tables
from commtui.toml.scan import Statement
from commtui.toml.write import MAX_ONE_LINE, key_text, one_line, value_text

_MAX_LOOKED_AT = 100
_MAX_HEADED = 8

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a section is written: the indentation of its header and its keys, and what stands around `=`.

    `column` is where its `=` stand, all below each other if it `is_aligned`, else the first; 0 if they are nowhere
    set off by more than a blank.
    """

    indent: str = ""
    keys: str = ""
    gap: str = " "
    after: str = " "
    column: int = 0
    is_aligned: bool = False

    @classmethod
    def of(cls, section: Table) -> Look:
        """The look of a section."""
        indent = indent_of(section.text, header_of(section).start)
        statements = section.statements
        if not statements:
            return cls(indent, indent)
        first = statements[0]
        gap, _, after = section.text[first.parts[-1][2] : first.value].partition("=")
        column = column_of(section)
        loose = first.parts[-1][2] - first.start + len(gap) if len(gap) > 1 else 0
        return cls(indent, indent_of(section.text, first.start), gap, after, column or loose, bool(column))

    def lines(self, pairs: list[tuple[str, str]]) -> Iterator[str]:
        """The lines of keys, given as text, with their values."""
        width = max([self.column, *(len(key) + 1 for key, _ in pairs)]) if self.is_aligned else self.column
        for key, value in pairs:
            yield f"{self.keys}{in_column(key, width) if width else key + self.gap}={self.after}{value}"


def column_of(section: Table) -> int:
    """The column where all `=` of a section stand below each other, from where its keys start; 0 if they do not.

    One key alone is in a column if more than a blank sets off its `=`.
    """
    text = section.text
    keys = {each.parts[-1][2] - each.start for each in section.statements}
    columns = {text.index("=", each.parts[-1][2]) - each.start for each in section.statements}
    if len(columns) != 1:
        return 0
    column = columns.pop()
    return column if len(keys) > 1 or column - max(keys) > 1 else 0


class Writer:
    """Writes sections for a sheet."""

    def __init__(self, sheet: Sheet, eol: str) -> None:
        self._sheet = sheet
        self._eol = eol

    def block(self, names: Names, brackets: int, data: dict[str, Any], like: Table | None = None) -> str:
        """The lines of a table with all in it, without the last line end; `like` is what it should look like."""
        like = like or self.sample(names)
        look = Look.of(like) if like is not None else self._look(names)
        nested = {key: value for key, value in data.items() if self.is_headed(names, key, value, like)}
        plain = {key: value for key, value in data.items() if key not in nested}
        lines = [look.indent + self._header(names, brackets, like)]
        lines += look.lines(list(self._pairs(names, plain, look, like)))
        blocks = [block for key, value in nested.items() for block in self._nested((*names, key), value)]
        return self._eol.join([*lines, *blocks])

    def _nested(self, names: Names, value: Any) -> Iterator[str]:  # noqa: ANN401 - any TOML
        blank = self._eol * self.blank_lines(names)
        for each in value if isinstance(value, list) else [value]:
            yield blank + self.block(names, 2 if isinstance(value, list) else 1, each)

    def _pairs(self, names: Names, plain: dict[str, Any], look: Look, like: Table | None) -> Iterator[tuple[str, str]]:
        for key, value in plain.items():
            if isinstance(value, dict) and value and is_dotted_there(self._written(names, key, like)):
                for inner, each in value.items():
                    yield f"{key_text(key)}.{key_text(inner)}", value_text(each, self._eol, indent=look.keys)
            else:
                yield key_text(key), value_text(value, self._eol, indent=look.keys)

    def is_headed(self, names: Names, key: str, value: Any, like: Table | None, small: bool = True) -> bool:  # noqa: ANN401
        """Whether a value of the table with these names is written with headers of its own.

        Without an example, what is `small` is so only if that is said.
        """
        if not is_headable(value) or len(names) > _MAX_HEADED:
            return False
        written = self._written(names, key, like)
        if written is None:
            return small or len(one_line(value)) > MAX_ONE_LINE
        return not isinstance(written, Statement) and not is_dotted_there(written)

    def _written(self, names: Names, key: str, like: Table | None) -> Table | Tables | Statement | None:
        """How a table of these names, the nearest first, writes a key."""
        tables = [*([like] if like is not None else []), *islice(reversed(self._sheet.named(names)), _MAX_LOOKED_AT)]
        return next((found for table in tables if (found := table.children.get(key)) is not None), None)

    def sample(self, names: Names) -> Table | None:
        """The last section of these names."""
        return next(reversed(self._sheet.named(names)), None)

    def blank_lines(self, names: Names) -> int:
        """How many blank lines stand above a section of these names, but for the first section of the text."""
        sections = self._sheet.outline.sections
        alike = [each for each in self._sheet.named(names) if each is not sections[0]]
        # Of a list the second shows it best: the first may stand below something else.
        example = next(islice(alike, 1, 2), None) or next(iter(alike), None) or self._of_depth(len(names))
        if example is None:
            return 1
        return min(blank_lines_above(self._sheet.text, self._sheet.start(example)), 2)

    def _of_depth(self, depth: int) -> Table | None:
        sections = self._sheet.outline.sections[1:]
        return next((each for each in sections if len(header_of(each).parts) == depth), None)

    def _look(self, names: Names) -> Look:
        sections = self._sheet.outline.sections
        like = next((each for each in sections if len(header_of(each).parts) == len(names)), None)
        if like is not None:
            return Look.of(like)
        return Look.of(sections[0]) if sections and len(names) == 1 else Look()

    def _header(self, names: Names, brackets: int, like: Table | None) -> str:
        header = like.header if like is not None else None
        if header is not None and header.brackets == brackets and tuple(part[0] for part in header.parts) == names:
            return self._sheet.text[header.start : header.end]
        return f"{'[' * brackets}{'.'.join(map(key_text, names))}{']' * brackets}"


def is_headable(value: Any) -> bool:  # noqa: ANN401 - any TOML
    """Whether a value can be written with headers."""
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def is_dotted_there(node: Table | Tables | Statement | None) -> bool:
    """Whether something is written with dots."""
    return node is not None and is_dotted(node)
