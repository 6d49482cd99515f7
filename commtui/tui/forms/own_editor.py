"""A text in the user's own editor: a file that nobody else can read, gone when the editor is closed."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from commtui.tui.editor import command


class NotEditedError(Exception):
    """The text stays what it was, and why."""


def edited(text: str, environment: Mapping[str, str], suspended: AbstractContextManager[None]) -> str:
    """The text as the editor of `VISUAL` or `EDITOR` left it; the app waits within `suspended`.

    Raises:
        NotEditedError: There is no editor, it cannot be opened or says that it failed, or it left what is no text.
        SuspendNotSupported: The terminal cannot be given away.
    """
    handle, name = tempfile.mkstemp(suffix=".md", prefix="commtui-")
    file = Path(name)
    try:
        # Only the user can read it: that is how `mkstemp` makes it.
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as opened:
            opened.write(text)
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
        return _left(file, text)
    finally:
        file.unlink(missing_ok=True)


def _left(file: Path, before: str) -> str:
    try:
        text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotEditedError("what the editor left is not UTF-8") from None
    except OSError as error:
        raise NotEditedError(f"the editor's file cannot be read: {error.strerror}") from None
    # Editors end the last line; the text did not ask for that.
    return text if before.endswith("\n") else text.removesuffix("\n")
