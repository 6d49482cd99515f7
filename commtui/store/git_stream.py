"""Long answers of git, read while it is still at it.

Nothing here talks to a remote: of a partial clone, what is not there is not fetched either.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import IO

from commtui.store.git import READING, GitError, Repository, command_line, plain_reason

_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
# To a pipe, git would write each commit by itself, and wake us up for it.
_IN_BLOCKS = {"GIT_FLUSH": "0"}
# What is read at once, and what is handed on at once: much, for each piece costs who takes it, but not for long.
_READ = 1 << 16
_PIECE = 1 << 20


def ask(repository: Repository, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers to a question that changes nothing; None where it has no answer.

    Raises:
        GitError: git cannot be run.
    """
    command, environment = command_line(repository.root, (*READING, *arguments))
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment | _ALONE, check=False)  # noqa: S603
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error
    return done.stdout if done.returncode == 0 else None


@contextmanager
def listening(repository: Repository, *arguments: str) -> Iterator[Iterator[bytes]]:
    """What git answers, in pieces that are whole lines; it never waits for us, and is stopped if we stop early.

    Raises:
        GitError: git cannot be run, or fails; this is known only at the end of the last piece.
    """
    command, environment = command_line(repository.root, (*READING, *arguments))
    with tempfile.TemporaryFile() as errors:
        try:
            running = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment | _ALONE | _IN_BLOCKS,
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror or error}") from error
        read: SimpleQueue[bytes] = SimpleQueue()
        reader = threading.Thread(target=_read_all, args=(running, read), daemon=True)
        reader.start()
        try:
            yield _answer(repository, running, read, errors)
        finally:
            running.kill()
            reader.join()
            running.wait()


def _answer(
    repository: Repository, running: subprocess.Popen[bytes], read: SimpleQueue[bytes], errors: IO[bytes]
) -> Iterator[bytes]:
    yield from _lines(read)
    if running.wait():
        errors.seek(0)
        raise GitError(plain_reason(errors.read(), repository.root))


def _read_all(running: subprocess.Popen[bytes], read: SimpleQueue[bytes]) -> None:
    if running.stdout is not None:
        with running.stdout as output:
            while piece := output.read(_READ):
                read.put(piece)
    read.put(b"")


def _lines(read: SimpleQueue[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    while piece := read.get():
        end = piece.rfind(b"\n") + 1
        size += len(piece)
        # While there is more already, it goes along: who takes it was slower than git.
        if not end or size < _PIECE or (size < 8 * _PIECE and not read.empty()):
            held.append(piece)
            continue
        yield b"".join((*held, piece[:end]))
        held, size = [piece[end:]], 0
    if last := b"".join(held):
        yield last
