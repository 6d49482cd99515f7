"""The example community that comes with commtui, and the day it is shown on."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

AS_OF = date(2013, 5, 20)


def path() -> Path:
    """The bundled community: a folder to read from, never to write to."""
    # Not by `importlib.resources`: that is much to load for what must be a folder anyway.
    return Path(__file__).parent / "community"


def copy_to(folder: Path) -> Path:
    """Copy the example into `folder`, as `folder/community` with files that can be written.

    Raises:
        FileExistsError: There is a `community` in that folder already.
    """
    return shutil.copytree(path(), folder / "community", copy_function=_copy_content)


def _copy_content(source: str, target: str) -> None:
    # Not the mode: an installed package may be read-only, and a copy is there to be edited.
    Path(target).write_bytes(Path(source).read_bytes())
