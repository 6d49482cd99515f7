"""A text and its outline: what stands at a path, and which lines belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from commtui.toml.edits.lines import comments_above, comments_below, line_end, line_start
from commtui.toml.keypath import KeyPath
from commtui.toml.outline import Outline, Table, Tables, outline
from commtui.toml.scan import Statement

Node = Table | Tables | Statement
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What gives the thing at a path: the nodes from the root down to it, and the rest of the path in its value."""

    trail: tuple[Node, ...]
    rest: KeyPath

    @property
    def node(self) -> Node:
        """The last of the trail; of a statement with a rest, the value holds the thing."""
        return self.trail[-1]


class Sheet:
    """A text that the parser would accept, looked at for one edit."""

    def __init__(self, text: str, known: Outline | None = None) -> None:
        self.text = text
        self.outline = known if known is not None else outline(text)

    def find(self, path: KeyPath) -> Found | None:
        """What gives the thing at a path, as far as its tables and statements show that it is there."""
        trail: list[Node] = [self.outline.root]
        for index, part in enumerate(path):
            node = trail[-1]
            if isinstance(node, Statement):
                return Found(tuple(trail), path[index:])
            child = _child(node, part)
            if child is None:
                return None
            trail.append(child)
        return Found(tuple(trail), ())

    def named(self, names: tuple[str, ...]) -> list[Table]:
        """The tables whose headers have these names."""
        return self._by_names.get(names, [])

    @cached_property
    def _by_names(self) -> dict[tuple[str, ...], list[Table]]:
        found: defaultdict[tuple[str, ...], list[Table]] = defaultdict(list)
        for section in self.outline.sections:
            found[names_of(section)].append(section)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [header_of(section).start for section in self.outline.sections]

    def number(self, section: Table) -> int:
        """Which section of the text it is."""
        return bisect_left(self._starts, header_of(section).start)

    def section_at(self, offset: int) -> Table:
        """The section that an offset is in or below; the root above the first."""
        number = bisect_right(self._starts, offset)
        return self.outline.sections[number - 1] if number else self.outline.root

    def start(self, section: Table) -> int:
        """Where the lines of a section start: with the comments glued to its header, but for the top of the file."""
        offset = header_of(section).start
        number = self.number(section)
        above = self.outline.sections[number - 1] if number else self.outline.root
        return comments_above(self.text, offset, self.last_line_end(above)) or line_start(self.text, offset)

    def end(self, section: Table) -> int:
        """Where the lines of a section end, with the comment lines right below it that are not the next one's."""
        number = self.number(section) + 1
        is_last = number == len(self.outline.sections)
        limit = len(self.text) if is_last else self.start(self.outline.sections[number])
        return comments_below(self.text, self.last_line_end(section), limit)

    def last_line_end(self, section: Table) -> int:
        """Where the line of the last statement of a section ends, or else of its header; the start of the text."""
        last = section.last or section.header
        return line_end(self.text, last.end) if last is not None else 0

    def runs(self, node: Table | Tables) -> list[Range]:
        """The lines of what headers give of a table, one range for sections that follow each other.

        Of an array each record has its own: what stands between them is not of it.
        """
        if isinstance(node, Tables):
            return [run for item in node.items for run in self.runs(item)]
        numbers = sorted(map(self.number, node.sections()))
        runs: list[list[int]] = []
        for number in numbers:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        every = self.outline.sections
        return [(self.start(every[run[0]]), self.end(every[run[-1]])) for run in runs]

    def last_section(self, node: Table | Tables) -> Table | None:
        """The last section in a table or array of tables."""
        if node is self.outline.root:
            return self.outline.sections[-1] if self.outline.sections else None
        return max(node.sections(), key=lambda each: header_of(each).start, default=None)


def header_of(section: Table) -> Statement:
    """The header of a table that has one."""
    if section.header is None:
        raise ValueError("A table without a header is no section")
    return section.header


def names_of(section: Table) -> tuple[str, ...]:
    """The names in a section's header."""
    return tuple(part[0] for part in header_of(section).parts)


def dots(trail: tuple[Node, ...]) -> int:
    """How many parts of a key lead from the section above to the last node of a trail."""
    count = 0
    for node in reversed(trail[1:]):
        if isinstance(node, Tables) or (isinstance(node, Table) and node.header is not None):
            break
        count += 1
    return count


def is_dotted(node: Node) -> bool:
    """Whether a table is given by the dots of keys."""
    return isinstance(node, Table) and node.body is None and bool(node.dotted)


def _child(node: Table | Tables, part: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.children.get(part) if isinstance(part, str) else None
    return node.items[part] if isinstance(part, int) and 0 <= part < len(node.items) else None
