"""Long answers of git, read while it is still at it.

Nothing here talks to a remote: of a partial clone, what is not there is not fetched either.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory

from commtui.store.git import READING, GitError, Repository, command_line, plain_reason

# Seconds between two looks at what git says; how much it says until that is handed on, and how much at most. Each piece
# costs who takes it, and the last one is waited for: so pieces grow with what there was before them.
_LOOK = 0.01
_PIECE = 1 << 20
_LARGE_PIECE = 1 << 23
_MOST = 1 << 24


def ask(repository: Repository, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers to a question that changes nothing; None where it has no answer.

    Raises:
        GitError: git cannot be run.
    """
    command, environment = command_line(repository.root, (*READING, *arguments))
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
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
    with TemporaryDirectory(prefix="commtui-git-", ignore_cleanup_errors=True) as folder:
        said, errors = Path(folder, "said"), Path(folder, "errors")
        # Through a pipe, git would wake us up for each commit: that costs as much again as to read them.
        with said.open("wb") as output, errors.open("wb") as complaints:
            try:
                running = subprocess.Popen(  # noqa: S603
                    command, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints, env=environment
                )
            except OSError as error:
                raise GitError(f"git cannot be run: {error.strerror or error}") from error
        try:
            yield _answer(repository, running, said, errors)
        finally:
            running.kill()
            running.wait()


def _answer(repository: Repository, running: subprocess.Popen[bytes], said: Path, errors: Path) -> Iterator[bytes]:
    with said.open("rb", buffering=0) as output:
        yield from _lines(running, output)
    if running.returncode:
        raise GitError(plain_reason(errors.read_bytes(), repository.root))


def _lines(running: subprocess.Popen[bytes], output: FileIO) -> Iterator[bytes]:
    held = b""
    has_ended = False
    while not has_ended:
        # First this, then how much there is: what git says in between comes with the next piece.
        has_ended = running.poll() is not None
        before = output.tell()
        enough = max(_PIECE, min(_LARGE_PIECE, before // 4))
        if not has_ended and os.fstat(output.fileno()).st_size - before < enough:
            _wait(running)
            continue
        while piece := output.read(_MOST):
            end = piece.rfind(b"\n") + 1
            if end:
                yield held + piece[:end]
                held = piece[end:]
            else:
                held += piece
            if not has_ended:
                break
    if held:
        yield held


def _wait(running: subprocess.Popen[bytes]) -> None:
    with suppress(subprocess.TimeoutExpired):
        running.wait(_LOOK)
