"""Add and delete keys that have a line of their own, or a header."""

from __future__ import annotations

from typing import Any

from commtui.toml.edits.lines import (
    Splice,
    align,
    blank_lines_above,
    eol_at,
    in_column,
    indent_of,
    is_blank,
    line_end,
    line_start,
    spliced,
)
from commtui.toml.edits.sheet import Node, Range, Sheet, dots, header_of, is_dotted
from commtui.toml.edits.style import column_of
from commtui.toml.outline import Table, Tables
from commtui.toml.scan import Statement
from commtui.toml.write import key_text, value_text

Trail = tuple[Node, ...]


def with_key(sheet: Sheet, parent: Trail, name: str, value: Any) -> str:  # noqa: ANN401 - any TOML
    """The text with a key and its value on a line of its own, below the last one of its table."""
    table = parent[-1]
    if not isinstance(table, Table):
        raise TypeError("Keys are added to tables")
    if table.last is not None:
        section = next(each for each in reversed(parent) if isinstance(each, Table) and each.body is not None)
        return _after_statement(section, dots(parent), table.last, name, value)
    if table.header is not None:
        header = table.header
        return _insert_line(sheet.text, header.end, indent_of(sheet.text, header.start), f"{key_text(name)} = ", value)
    if len(parent) > 1:
        return _with_header(sheet, table, name, value)
    return _at_top(sheet, name, value)


def _after_statement(section: Table, count: int, last: Statement, name: str, value: Any) -> str:  # noqa: ANN401
    text = section.text
    prefix = text[last.start : last.parts[count][1]]
    key = _with_equals(prefix + key_text(name), text, last, column_of(section))
    return _insert_line(text, last.end, indent_of(text, last.start), key, value)


def _with_equals(key: str, text: str, like: Statement, column: int = 0) -> str:
    """The key with an `=` like that of a statement; in a column, if there is one or its own is set off."""
    key_end = like.parts[-1][2]
    gap, _, after = text[key_end : like.value].partition("=")
    if column:
        return f"{in_column(key, column)}={after}"
    return f"{align(key, gap, key_end + len(gap) - like.start)}={after}"


def _insert_line(text: str, anchor: int, indent: str, key: str, value: Any) -> str:  # noqa: ANN401
    """The text with a line for a key below the line where the anchor stands."""
    eol = eol_at(text, anchor)
    line = f"{indent}{key}{value_text(value, eol, indent=indent)}"
    end = line_end(text, anchor)
    if text[:end].endswith("\n"):
        return f"{text[:end]}{line}{eol}{text[end:]}"
    return f"{text}{eol}{line}"


def _with_header(sheet: Sheet, table: Table, name: str, value: Any) -> str:  # noqa: ANN401
    """Give a table that only its tables name a header, with the key below it."""
    first = min(table.sections(), key=lambda each: header_of(each).start)
    start = sheet.start(first)
    eol = eol_at(sheet.text, start)
    indent = indent_of(sheet.text, header_of(first).start)
    line = f"{indent}{key_text(name)} = {value_text(value, eol, indent=indent)}"
    blank = eol * (blank_lines_above(sheet.text, start) if sheet.number(first) else 1)
    header = _header_above(first, len(header_of(first).parts) - _depth_below(table, first))
    return f"{sheet.text[:start]}{indent}{header}{eol}{line}{eol}{blank}{sheet.text[start:]}"


def _depth_below(table: Table, section: Table) -> int:
    """How many parts of a section's header come after those of a table that it is in."""
    depth = 0
    level: list[Table | Tables] = [table]
    while section not in level:
        level = [child for each in level if isinstance(each, Table) for child in each.headed.values()]
        level = [item for each in level for item in (each.items if isinstance(each, Tables) else [each])]
        depth += 1
    return depth


def _header_above(section: Table, count: int) -> str:
    """The header of a table of which a section's header names as many parts as are counted."""
    parts = header_of(section).parts
    return f"[{section.text[parts[0][1] : parts[count - 1][2]]}]"


def _at_top(sheet: Sheet, name: str, value: Any) -> str:  # noqa: ANN401 - any TOML
    text = sheet.text
    eol = eol_at(text, 0)
    line = f"{key_text(name)} = {value_text(value, eol)}"
    if sheet.outline.sections:
        start = sheet.start(sheet.outline.sections[0])
        return f"{text[:start]}{line}{eol}{eol}{text[start:]}"
    if text and not text.endswith("\n"):
        return f"{text}{eol}{line}"
    return f"{text}{line}{eol}"


def without(sheet: Sheet, trail: Trail) -> str:
    """The text without a key, table, or array of tables; a table that is left empty stays, as one."""
    node = trail[-1]
    if _parent_stays(trail):
        return spliced(sheet.text, _all_lines(sheet, node))
    if isinstance(node, Statement) or is_dotted(node):
        return _with_statement(sheet, node, dots(trail) - 1, {})
    return _with_empty_header(sheet, node, _parent(trail))


def replaced(sheet: Sheet, trail: Trail, value: Any) -> str:  # noqa: ANN401 - any TOML
    """The text with a value in place of a table that dotted keys give."""
    return _with_statement(sheet, trail[-1], dots(trail), value)


def _parent(trail: Trail) -> Table:
    return next(each for each in reversed(trail[:-1]) if isinstance(each, Table))


def _parent_stays(trail: Trail) -> bool:
    """Whether the table that holds the last node is still there without it."""
    parent, above = _parent(trail), trail[-2]
    if parent is trail[0] or parent.header is not None or len(parent.children) > 1:
        return True
    return isinstance(above, Tables) and len(above.items) > 1


def _statements(node: Node) -> list[Statement]:
    if isinstance(node, Statement):
        return [node]
    return node.dotted if isinstance(node, Table) else []


def _all_lines(sheet: Sheet, node: Node) -> list[Splice]:
    text = sheet.text
    lines = [(line_start(text, each.start), line_end(text, each.end), "") for each in _statements(node)]
    runs = [] if isinstance(node, Statement) else _joined(text, sheet.runs(node))
    return lines + [_with_blank(text, *run) for run in runs]


def _joined(text: str, runs: list[Range]) -> list[Range]:
    """The runs, with those as one between which there are only blank lines."""
    joined: list[Range] = []
    for start, end in sorted(runs):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _with_statement(sheet: Sheet, node: Node, depth: int, value: Any) -> str:  # noqa: ANN401 - any TOML
    """The text with one value in place of the first statement of a node; of its key so many parts stay."""
    text = sheet.text
    first = _statements(node)[0]
    key = text[first.start : first.parts[depth - 1][2]]
    indent = indent_of(text, first.start)
    written = _with_equals(key, text, first) + value_text(value, eol_at(text, first.end), indent=indent)
    others = [each for each in _all_lines(sheet, node) if not each[0] <= first.start < each[1]]
    return spliced(text, [(first.start, first.end, written), *others])


def _with_empty_header(sheet: Sheet, node: Table | Tables, parent: Table) -> str:
    """The text with a bare header for the parent in place of the first lines of a node."""
    text = sheet.text
    first = min(node.sections(), key=lambda each: header_of(each).start)
    (start, end), *others = sheet.runs(node)
    count = len(header_of(first).parts) - _depth_below(parent, first)
    header = indent_of(text, header_of(first).start) + _header_above(first, count)
    if text[:end].endswith("\n"):
        header += eol_at(text, start)
    return spliced(text, [(start, end, header), *(_with_blank(text, *run) for run in others)])


def _with_blank(text: str, start: int, end: int) -> Splice:
    """Nothing in place of these lines and one of the blank lines that set them off."""
    above = line_start(text, start - 1) if start else 0
    is_blank_above = start > 0 and is_blank(text, above)
    is_blank_below = end < len(text) and is_blank(text, end)
    if is_blank_below and (is_blank_above or not start):
        return start, line_end(text, end), ""
    if is_blank_above and end == len(text):
        return above, end, ""
    return start, end, ""
