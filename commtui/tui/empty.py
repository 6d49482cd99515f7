"""What a view says that has nothing to show: how to begin, or what could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import fnmatch

from commtui.checks.diagnostic import Diagnostic
from commtui.model.kinds import BY_NAME
from commtui.model.record import Kind, Record
from commtui.store.snapshot import BrokenFile, Rejected
from commtui.tui.lines import BLANK, Line, Span, line
from commtui.tui.state import State
from commtui.tui.teaching import place_to_write
from commtui.tui.text import clean, wrap

MOST_FAULTS = 3
WIDEST = 76
# What of the width is not the list's.
FRAME = 8

KeyOf = Callable[[str], str]


def how_to_begin(state: State, first: type[Record], teach: tuple[str, str], key_of: KeyOf) -> tuple[Line, ...]:
    """What the view is for, and the two ways to write what it shows first: a form, or the file."""
    what, snippet = teach
    new = hint(key_of, "new", "opens a form for the first one. Or write in this file:")
    return (
        BLANK,
        line((what, "strong")),
        BLANK,
        line(*(new or (("Write in this file:", "muted"),))),
        line((place_to_write(state, first), "text")),
        BLANK,
        *(line((f"    {each}", "accent")) for each in snippet.splitlines()),
        BLANK,
        line(("The app reads it by itself. ", "muted"), *hint(key_of, "help", "shows all keys.")),
    )


def what_is_broken(faults: Sequence[Diagnostic], nouns: str, key_of: KeyOf, screen: int) -> tuple[Line, ...]:
    """Which files hide what the view would show, why, and the keys that help; `screen` is its width in cells."""
    cells = min(screen - FRAME, WIDEST)
    told = [each for fault in faults[:MOST_FAULTS] for each in _told(fault, cells)]
    more = len(faults) - MOST_FAULTS
    editor = hint(key_of, "edit.file", "opens the file there.  ")
    panel = hint(key_of, "problems", "shows all that is wrong.")
    return (
        BLANK,
        line((f"The {nouns} cannot be shown. This cannot be read:", "strong")),
        BLANK,
        *told,
        *([line((f"and {more} more", "muted")), BLANK] if more > 0 else []),
        line(*editor, *panel),
        line(("Once it is mended, this view fills by itself.", "muted")),
    )


def faults_of(state: State, kinds: Collection[str]) -> list[Diagnostic]:
    """The errors for which records of these kinds are not there: of files that cannot be read, and of records."""
    files = {
        each.name
        for each in state.snapshot.broken
        if any(_may_hold(state, each, BY_NAME[name].about) for name in kinds)
    }
    return [
        each
        for each in state.diagnostics
        if each.severity == "error" and (each.file in files or _rejects(state, each, kinds))
    ]


def hint(key_of: KeyOf, action: str, words: str) -> tuple[Span, ...]:
    """A key and what it does; nothing where the user took the key away."""
    key = key_of(action)
    return ((key, "key"), (f" {words}", "muted")) if key else ()


def _told(fault: Diagnostic, cells: int) -> Iterator[Line]:
    yield line(("  ", "text"), (f"{fault.file}:{fault.line}", "link"))
    for each in wrap(clean(fault.message), cells - 2):
        yield line(("  ", "text"), (each, "bad"))
    for each in wrap(clean(fault.hint), cells - 2) if fault.hint else ():
        yield line(("  ", "text"), (each, "muted"))
    yield BLANK


def _may_hold(state: State, broken: BrokenFile, kind: Kind) -> bool:
    """Whether the file is one for such records: by its place, or by the headers that can be seen in it."""
    home = state.workspace.home
    if home.is_file:
        return True
    patterns = (kind.file, *(re.sub(r"\{\w+\}", "*", each) for each in (kind.place, kind.page) if each is not None))
    if any(fnmatch(str(broken.path), str(home.place / each)) for each in patterns):
        return True
    return re.search(rf"^\s*\[+\s*{re.escape(kind.name)}\b", broken.text, re.MULTILINE) is not None


def _rejects(state: State, fault: Diagnostic, kinds: Collection[str]) -> bool:
    found = state.snapshot.at(fault.file, fault.line)
    return isinstance(found, Rejected) and found.kind in kinds
