"""The user's own editor on a file, while the app waits."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from textual.app import SuspendNotSupported

from commtui.tui.deeds.base import AppDeeds
from commtui.tui.editor import command


class OwnEditor(AppDeeds):
    """Opens it, and has the files read again after it."""

    def act_edit_file(self) -> None:
        """Open the record's file in the editor; where records are hidden by a fault, the file with that."""
        if (entry := self.subject) is not None:
            self.open(entry.file.path, entry.line)
        elif (fault := next(iter(self.main.faults), None)) is not None:
            self.open(self.app.home.base / fault.file, fault.line)

    def open(self, file: Path, line: int) -> None:
        """Open a file in the user's editor, and read the files again after it."""
        if not self.app.may_write():
            return
        if self.app.is_web:
            self.app.warn("Your editor cannot be opened in a browser")
            return
        words = command(os.environ, file, line)
        if words is None:
            self.app.warn("Set VISUAL or EDITOR to open files")
            return
        try:
            with self.app.suspend():
                subprocess.run(words, check=False)  # noqa: S603 - the user's own editor
        except SuspendNotSupported:
            self.app.warn("An editor cannot be opened from here")
        except OSError as error:
            self.app.warn(f"{words[0]}: {error.strerror}", "error")
        self.app.files.read()
