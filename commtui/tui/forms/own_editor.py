"""A text in the user's own editor: a file that nobody else can read, gone once the text is taken over."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from commtui.tui.editor import command


class NotEditedError(Exception):
    """The text stays what it was, and why."""


def edited(text: str, environment: Mapping[str, str], suspended: AbstractContextManager[None]) -> str:
    """The text as the editor of `VISUAL` or `EDITOR` left it; the app waits within `suspended`.

    What was written and cannot be taken over stays in its file, which the error names.

    Raises:
        NotEditedError: There is no editor, it gets no file, it cannot be opened or says that it failed, or it left
            what is no text.
        SuspendNotSupported: The terminal cannot be given away.
    """
    given = text.encode("utf-8", "surrogatepass")
    file = _file_of(given)
    is_kept = False
    try:
        return _by_editor(file, text, environment, suspended)
    except NotEditedError as error:
        is_kept = _holds_other(file, given)
        if is_kept:
            raise NotEditedError(f"{error}; what you wrote is in {file}") from None
        raise
    finally:
        if not is_kept:
            with suppress(OSError):
                file.unlink()


def _file_of(content: bytes) -> Path:
    try:
        # Only the user can read it: that is how `mkstemp` makes it.
        handle, name = tempfile.mkstemp(suffix=".md", prefix="commtui-")
    except OSError as error:
        raise NotEditedError(f"no file for the editor can be made: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise NotEditedError(f"{name} cannot be written: {error.strerror}") from None
    return Path(name)


def _by_editor(file: Path, before: str, environment: Mapping[str, str], suspended: AbstractContextManager[None]) -> str:
    words = command(environment, file, 1)
    if words is None:
        raise NotEditedError("set VISUAL or EDITOR to use an editor of your own")
    with suspended:
        try:
            done = subprocess.run(words, check=False)  # noqa: S603 - the user's own editor
        except OSError as error:
            raise NotEditedError(f"{words[0]}: {error.strerror}") from None
    if done.returncode:
        raise NotEditedError(f"{os.path.basename(words[0])} ended with {done.returncode}")  # noqa: PTH119
    return _left(file, before)


def _left(file: Path, before: str) -> str:
    try:
        text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotEditedError("what the editor left is not UTF-8") from None
    except OSError as error:
        raise NotEditedError(f"the editor's file cannot be read: {error.strerror}") from None
    # Editors end the last line; the text did not ask for that.
    return text if before.endswith("\n") else text.removesuffix("\n")


def _holds_other(file: Path, given: bytes) -> bool:
    """Whether the file holds something that the form does not."""
    try:
        return file.read_bytes() not in (given, b"")
    except OSError:
        return file.exists()
