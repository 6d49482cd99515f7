"""The rows of a review: what cannot be read, a line for each record that changed, and one for each file."""

from __future__ import annotations

from typing import TypeAlias

from commtui.insight.changes import Change, Problem
from commtui.model.kinds import BY_NAME
from commtui.store.git_status import Dirty
from commtui.tui.lines import Line, Span, line

Row: TypeAlias = Change | Problem | Dirty

# The sign of each change of a record or a file, as in a diff, and its style.
SIGNS: dict[str, Span] = {
    "added": ("+", "good"),
    "untracked": ("+", "good"),
    "changed": ("~", "accent"),
    "modified": ("~", "accent"),
    "renamed": ("~", "accent"),
    "removed": ("-", "warn"),
    "deleted": ("-", "warn"),
    "conflicted": ("!", "bad"),
}


def group(row: Row) -> str:
    """The heading that a row stands under."""
    if isinstance(row, Problem):
        return "Cannot be read"
    return row.kind.about.nouns.capitalize() if isinstance(row, Change) else "Files"


def heading(group: str, count: int) -> Line:
    """A heading, and how many rows stand under it."""
    return line((group, "heading"), (f"  {count}", "faint"))


def key(row: Row) -> str:
    """The name of a row that survives another look."""
    if isinstance(row, Problem):
        return f"problem:{row.file}:{row.line}"
    if isinstance(row, Change):
        id_ = row.now.data.get("id") if row.kind is BY_NAME.get(row.kind.about.name) else None
        return f"{row.what}:{row.kind.about.name}:{id_ or row.now.where}"
    return f"file:{row.path}"


def staged(file: Dirty) -> str:
    """Whether git has been told of a change already."""
    if not file.staged:
        return ""
    return ", partly staged" if file.unstaged and file.change != "conflicted" else ", staged"
