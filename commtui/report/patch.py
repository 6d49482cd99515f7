"""What an edit would do to files, as a unified diff that `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from commtui.report.style import Style
from commtui.store.edits import FileChange

_ROLES = {"+": "fine", "-": "error", "@": "info"}


def render(changes: Iterable[FileChange], style: Style, *, harmless: bool) -> str:
    """The diff of all files; `harmless` spells out what a terminal would obey, where a program wants it as it is."""
    lines = [line for each in changes for line in _file(each)]
    if harmless:
        lines = [style.paint(style.show(each), *_role(each)) for each in lines]
    return "\n".join(lines)


def _file(change: FileChange) -> Iterator[str]:
    old = "/dev/null" if change.old is None else f"a/{change.name}"
    new = "/dev/null" if change.new is None else f"b/{change.name}"
    texts = (change.old or "", change.new or "")
    # Not `splitlines`: that also ends lines at characters that are no line ends in TOML.
    before, now = ([f"{line}\n" for line in text.split("\n")] for text in texts)
    for side, text in ((before, texts[0]), (now, texts[1])):
        side[-1:] = [] if text.endswith("\n") or not text else [side[-1].removesuffix("\n")]
    for line in unified_diff(before, now, old, new):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _role(line: str) -> tuple[str, ...]:
    if line.startswith(("+++", "---")):
        return ("strong",)
    return (_ROLES[line[0]],) if line[:1] in _ROLES else ()
