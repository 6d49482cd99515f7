"""Files that cannot be read, or are not TOML."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.store.snapshot import BrokenFile

_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
# What the parser says, as far as it begins like this, and what helps.
_HELP = {
    "This table is already there": "what there can be several of has two brackets, as in [[goal]]",
    "Expected a value; text needs quotes": 'as in title = "Reviewer"',
    "Expected = after the key": 'a line is key = value, as in title = "Reviewer"',
}


@rule("syntax", "error", "A file must be TOML")
def syntax(context: Context) -> Iterator[Finding]:
    for file in context.snapshot.broken:
        if file.is_text:
            yield Finding(file, file.reason, file.hint or _help(file))


@rule("unreadable-file", "error", "A file must be a regular one, in UTF-8, of at most 8 MiB")
def unreadable_file(context: Context) -> Iterator[Finding]:
    for file in context.snapshot.broken:
        if not file.is_text:
            yield Finding(file, file.reason, file.hint)


def _help(file: BrokenFile) -> str:
    lines = file.text.split("\n", file.line)
    if file.line <= len(lines) and lines[file.line - 1].startswith(_CONFLICT_MARKS):
        return "git left a conflict here: keep one side, and remove the marks"
    return next((help_ for start, help_ in _HELP.items() if file.reason.startswith(start)), "")
