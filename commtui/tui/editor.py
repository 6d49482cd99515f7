"""The user's own editor, at a line."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

_JUMPS = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "hx", "helix", "kak", "joe", "ne", "mg", "view"}


def command(environment: Mapping[str, str], file: Path, line: int) -> Sequence[str] | None:
    """The command that opens the file at the line, by `VISUAL`, then `EDITOR`; None where neither is set."""
    wanted = environment.get("VISUAL") or environment.get("EDITOR")
    if not wanted:
        return None
    try:
        words = shlex.split(wanted)
    except ValueError:
        words = [wanted]
    if not words:
        return None
    name = os.path.basename(words[0]).removesuffix(".exe")  # noqa: PTH119 - a word of a command, not a path of ours
    if name in {"hx", "helix"}:
        return [*words, f"{file}:{line}"]
    if name in {"code", "codium", "cursor", "subl", "zed"}:
        goto = ["--goto"] if name in {"code", "codium", "cursor"} else []
        return [*words, "--wait", *goto, f"{file}:{line}"]
    return [*words, *([f"+{line}"] if name in _JUMPS else []), str(file)]
