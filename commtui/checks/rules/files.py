"""Files that cannot be read, or are not TOML."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.store.load import shown_name
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


@rule("passed-over-file", "error", "A community is a folder community/ or a file community.toml, not both")
def passed_over_file(context: Context) -> Iterator[Finding]:
    home = context.snapshot.home
    if home.passed_over is not None:
        file = BrokenFile(shown_name(home.passed_over, home), home.passed_over, "")
        yield Finding(file, "This file is not read: the folder community/ beside it is", "move it into the folder")


def _help(file: BrokenFile) -> str:
    lines = file.text.split("\n", file.line)
    if file.line <= len(lines) and lines[file.line - 1].startswith(_CONFLICT_MARKS):
        return "git left a conflict here: keep one side, and remove the marks"
    return next((help_ for start, help_ in _HELP.items() if file.reason.startswith(start)), "")
