"""When the app cannot go on: what is not saved is kept in a file, and so is what happened."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

LOG, UNSAVED = ".log", "-unsaved.txt"
KEPT = 10
_STEM = "commtui-"


class Kept(NamedTuple):
    """The files that were written: the log of a crash, and the text of forms; None where there is none."""

    log: Path | None = None
    unsaved: Path | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What is said of them, a line each."""
        lines: list[str] = []
        if self.unsaved is not None:
            lines.append(f"what you typed and had not saved is in {self.unsaved}")
        if self.log is not None:
            lines.append(f"what happened is in {self.log}")
        return tuple(lines)


def folder() -> Path:
    """Where the files are."""
    from platformdirs import user_log_path

    return user_log_path("commtui")


def keep(error: BaseException | None, screens: Sequence[object]) -> Kept:
    """Keep what the screens hold that is in no file, and what happened; never raises, and tries each place once."""
    text = "\n\n".join(unsaved_texts(screens))
    told = "".join(traceback.format_exception(error)) if error is not None else ""
    stem = f"{_STEM}{datetime.now().astimezone():%Y%m%dT%H%M%S}-{os.getpid()}"
    log: Path | None = None
    unsaved: Path | None = None
    for place in _places():
        if text and unsaved is None:
            unsaved = _kept(place / (stem + UNSAVED), text)
        if told and log is None:
            log = _kept(place / (stem + LOG), _head() + told)
        if (unsaved or not text) and (log or not told):
            break
    return Kept(log, unsaved)


def unsaved_texts(screens: Iterable[object]) -> list[str]:
    """What forms hold that is in no file, as far as they can say it; each has `unsaved_text() -> str`."""
    found: list[str] = []
    for each in screens:
        ask = getattr(each, "unsaved_text", None)
        # It may be the form itself that is broken.
        with suppress(Exception):
            text = ask() if callable(ask) else ""
            if isinstance(text, str) and text.strip():
                found.append(text if text.endswith("\n") else text + "\n")
    return found


def _places() -> Iterable[Path]:
    yield folder()
    yield Path(tempfile.gettempdir()) / f"commtui-{os.getuid() if hasattr(os, 'getuid') else 'log'}"


def _kept(path: Path, text: str) -> Path | None:
    """Write a file, and leave only some of the older ones beside it; None where it cannot be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, text)
    except OSError:
        return None
    with suppress(OSError):
        _remove_old(path.parent)
    return path


def _write(path: Path, text: str) -> None:
    """Write a file that nobody else may read, and that was not there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)


def _head() -> str:
    import platform
    from importlib.metadata import version

    from commtui import __version__

    return (
        f"commtui {__version__}, Python {platform.python_version()}, Textual {version('textual')}, "
        f"{platform.platform()}, TERM={os.environ.get('TERM', '')}\n"
    )


def _remove_old(place: Path) -> None:
    """Leave the files of the last times only."""
    ours = [each.name for each in place.iterdir() if each.name.startswith(_STEM) and each.name.endswith((LOG, UNSAVED))]
    stems = sorted({each.removesuffix(LOG).removesuffix(UNSAVED) for each in ours})
    for name in ours:
        if name.removesuffix(LOG).removesuffix(UNSAVED) in stems[:-KEPT]:
            (place / name).unlink(missing_ok=True)
