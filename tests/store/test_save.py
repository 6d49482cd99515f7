"""A file that is written holds the old text or the new one, and what stopped us is told."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from commtui.store import save as save_module
from commtui.store.errors import SaveError
from commtui.store.files import MAX_BYTES, Stamp, stamp_of
from commtui.store.save import ChangedError, Write, write_all
from tests.trying import THOROUGH
from tests.users import User

OLD = b'[[goal]]\nid = "docs-sprint"\n'
NEW = b'[[goal]]\nid = "docs-hackathon"\n'


def stamp(path: Path) -> Stamp:
    found = stamp_of(path)
    assert found is not None
    return found


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def put(folder: Path, content: bytes = OLD) -> Path:
    path = folder / "goals.toml"
    path.write_bytes(content)
    return path


def save(path: Path, raw: bytes, read: Stamp) -> Stamp:
    old = path.read_bytes() if path.is_file() else None
    return write_all([Write(path, path.name, read, old, raw)], path.parent)[path]


def test_the_new_text_replaces_the_old_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = put(tmp_path)
    after = save(path, NEW, stamp(path))
    assert path.read_bytes() == NEW
    assert after == stamp(path)
    assert names(tmp_path) == ["goals.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = put(tmp_path)
    path.chmod(mode)
    save(path, NEW, stamp(path))
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_the_owner_is_kept_where_that_is_allowed(tmp_path: Path) -> None:
    path = put(tmp_path)
    os.chown(path, 1234, 2345)
    path.chmod(0o664)
    save(path, NEW, stamp(path))
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o664)


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    path = put(tmp_path)
    read = stamp(path)
    path.write_bytes(b"# theirs\n")
    with pytest.raises(ChangedError):
        save(path, NEW, read)
    assert path.read_bytes() == b"# theirs\n"
    assert names(tmp_path) == ["goals.toml"]


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    target = put(tmp_path)
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    with pytest.raises(SaveError, match=r"link.toml: Symbolic links are not followed"):
        save(link, NEW, stamp(link))
    assert link.is_symlink()
    assert target.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as on POSIX")
def test_a_pipe_is_refused_without_waiting_for_a_reader(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(SaveError, match="Not a regular file"):
        save(pipe, NEW, stamp(pipe))


def test_a_text_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path)
    with pytest.raises(SaveError, match="larger than 8 MiB"):
        save(path, b"#" * (MAX_BYTES + 1), stamp(path))
    assert path.read_bytes() == OLD


def test_a_file_or_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "goals"
    folder.mkdir()
    path = put(folder)
    read = stamp(path)
    path.unlink()
    with pytest.raises(SaveError, match=r"goals.toml: cannot be written: No such file or directory"):
        save(path, NEW, read)
    folder.rmdir()
    with pytest.raises(SaveError, match="No such file or directory"):
        save(path, NEW, read)
    folder.write_text("now a file")
    with pytest.raises(SaveError, match="Not a directory"):
        save(path, NEW, read)


@pytest.mark.parametrize("closed", ["folder", "file"])
def test_what_may_not_be_written_is_left_as_it_was(shared_folder: Path, ordinary_user: User, closed: str) -> None:
    with ordinary_user():
        path = put(shared_folder)
    (shared_folder if closed == "folder" else path).chmod(0o555)
    try:
        with ordinary_user(), pytest.raises(SaveError, match=r"goals.toml: cannot be written: Permission denied"):
            save(path, NEW, stamp(path))
        assert path.read_bytes() == OLD
        assert names(shared_folder) == ["goals.toml"]
    finally:
        shared_folder.chmod(0o777)


LIMITED = """
import resource, sys
from pathlib import Path
from commtui.store.errors import SaveError
from commtui.store.files import stamp_of
from commtui.store.save import Write, write_all

path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_all([Write(path, path.name, stamp_of(path), path.read_bytes(), b"#" * 5000)], path.parent)
except SaveError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits as on POSIX")
def test_a_disk_that_takes_no_more_leaves_the_old_text(tmp_path: Path) -> None:
    path = put(tmp_path)
    run = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=True)
    assert run.stdout == "goals.toml: cannot be written: File too large\n"
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["goals.toml"]


PUTTING_IN_PLACE = {"write_all", "<dictcomp>", "commit", "_replace", "_place_new", "_stamp_of_written"}


def plan_of_three(folder: Path) -> list[Write]:
    """Writes to a file that is there, to one that comes with its folder, and to one that goes."""
    changes, comes, goes = folder / "roadmap.toml", folder / "goals" / "docs.toml", folder / "goals.toml"
    changes.write_bytes(b"# the old roadmap")
    goes.write_bytes(OLD)
    return [
        Write(changes, changes.name, stamp(changes), changes.read_bytes(), b"# the new roadmap"),
        Write(comes, comes.name, None, None, NEW),
        Write(goes, goes.name, stamp(goes), OLD, None),
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def interrupted_at(line: int, work: Callable[[], object]) -> bool:
    """Does a work, but has an interrupt come at one of the lines that put texts in place; whether it came."""
    passed = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal passed
        if frame.f_code.co_filename != save_module.__file__ or frame.f_code.co_name not in PUTTING_IN_PLACE:
            return None
        if event == "line":
            passed += 1
            if passed == line:
                raise KeyboardInterrupt
        return trace

    def traced() -> bool:
        sys.settrace(trace)
        try:
            work()
        except KeyboardInterrupt:
            return True
        finally:
            sys.settrace(None)
        return False

    # In a thread that ends: an error out of a tracer stays behind as the one that is being handled.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(traced).result()


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_an_interrupt_leaves_all_the_old_texts_or_all_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse_links)
    seen: set[bool] = set()
    for line in count(1):
        folder = tmp_path / str(line)
        folder.mkdir()
        writes = plan_of_three(folder)
        before = contents(folder)
        came = interrupted_at(line, partial(write_all, writes, folder))
        # What is hidden is a leftover, and what is empty a file without records.
        after = {each: text for each, text in contents(folder).items() if text and not each.startswith(".")}
        is_new = after == {"roadmap.toml": b"# the new roadmap", "docs.toml": NEW}
        assert is_new or after == before
        seen.add(is_new)
        if not came:
            break
    assert seen == {True, False}


def refuse_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


SAVING = """
import sys
from pathlib import Path
from commtui.store.files import stamp_of
from commtui.store.save import Write, write_all

path, size = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    for letter in b"ab":
        write_all([Write(path, path.name, stamp_of(path), None, bytes([letter]) * size)], path.parent)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_process_that_is_killed_while_it_saves_leaves_the_old_text_or_the_new(tmp_path: Path) -> None:
    size = 500_000
    path = put(tmp_path, b"a" * size)
    for round_ in range(0, 8, 1 if THOROUGH else 2):
        with subprocess.Popen([sys.executable, "-c", SAVING, path, str(size)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.003 * (round_ + 1))
            process.send_signal(signal.SIGKILL)
        assert path.read_bytes() in (b"a" * size, b"b" * size)
    left_behind = set(names(tmp_path)) - {"goals.toml"}
    assert all(name.startswith(".") and not name.endswith(".toml") for name in left_behind)
