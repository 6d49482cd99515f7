"""What lies in a community's folder: the TOML files, and the folders that hold them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commtui.store.files import Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it was listed: the names of TOML files and of folders in it that are not hidden.

    `linked` are links to folders, which are not followed; `trouble` says why the folder could not be listed.
    """

    path: Path
    stamp: Stamp | None
    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    trouble: str = ""


def walk(top: Path) -> Iterator[Folder]:
    """The folder and all folders in it, each as it is now; what cannot be listed is told, never raised."""
    # A loop, for folders may be nested deeper than Python calls; it ends, for links are not followed.
    waiting = [top]
    while waiting:
        folder = list_folder(waiting.pop())
        yield folder
        waiting += [folder.path / name for name in folder.folders]


def list_folder(path: Path) -> Folder:
    """One folder as it is now."""
    # The stamp is taken first: what changes while the folder is listed is seen as a change later.
    stamp = stamp_of(path)
    files: list[str] = []
    folders: list[str] = []
    linked: list[str] = []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                named_like_a_file = entry.name.endswith(".toml")
                if named_like_a_file:
                    # Links and folders of such a name are listed as files, so that reading reports them.
                    files.append(entry.name)
                elif _is_folder(entry):
                    (linked if entry.is_symlink() else folders).append(entry.name)
    except OSError as error:
        return Folder(path, stamp, trouble=f"Cannot be listed: {error.strerror or error}")
    return Folder(path, stamp, frozenset(files), frozenset(folders), frozenset(linked))


def is_symlink(path: Path) -> bool:
    """Whether the path is a symbolic link; False where that cannot be known."""
    return os.path.islink(path)  # noqa: PTH114 - Path.is_symlink raises where a folder may not be entered


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
