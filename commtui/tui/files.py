"""The workspace that the app reads and edits through."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from commtui.store.find import Home
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.store.workspace import Workspace


class ReadingOnly:
    """A workspace that cannot write."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.snapshot = self.reload()

    def reload(self) -> Snapshot:
        """Read the files again."""
        self.snapshot = load(self.home)
        return self.snapshot

    def has_changed(self) -> bool:
        """Whether a file is another one than was read."""
        return False


def open_workspace(home: Home, *, read_only: bool) -> Workspace:
    """The workspace of a community."""
    try:
        from commtui.store.workspace import Workspace
    except ImportError:
        return cast("Workspace", ReadingOnly(home))
    return Workspace(home, read_only=read_only)
