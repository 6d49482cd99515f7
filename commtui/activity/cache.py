"""The file in which a repository's activity is kept; it can be deleted at any time.

Everyone takes turns at it, threads and processes alike, for DuckDB lets one in at a time. Whoever holds a turn for
long keeps the others waiting: take one for each page of a download, not for all of it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from commtui.activity.errors import ActivityError
from commtui.activity.rows import meta, set_meta
from commtui.activity.schema import TABLES, VERSION

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Until one who waits gives up, and between two looks.
WAIT_SECONDS = 120.0
LOOK_SECONDS = 0.02
# Nothing is ever downloaded to read a file of our own. From one byte of log on, what is committed goes into the file:
# at the end of a turn it would anyway, and a log would be written for nothing.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "checkpoint_threshold": "1B",
}
# Whoever writes a great deal sets these; they are not for the next turn.
_AS_BEFORE = "RESET threads; RESET force_compression"
_is_name = re.compile(r"[a-z0-9][a-z0-9.:-]*\+[a-z0-9-]+\+[a-z0-9._-]+").fullmatch


def cache_path(repository: str | None, root: Path | None, host: str = "github.com") -> Path:
    """Where the activity of a repository on `host` is kept, or that of the clone at `root` where it has no name there.

    Raises:
        ActivityError: There is neither.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("commtui") / "activity"
    if repository is not None:
        return folder / f"{_file_name(host, repository)}.duckdb"
    if root is not None:
        return folder / f"clone+{_digest(os.fsencode(os.path.realpath(root)))}.duckdb"
    raise ActivityError("there is no repository here", "name one with --repository, or run this in a clone")


class Cache:
    """The activity of one repository, in the file at `path`.

    Where that cannot be written, it is kept in a temporary file until this process ends; `notices` tell that, and
    whatever else the user should know of the file.
    """

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.notices: list[str] = []
        self._wait = wait
        # The file is attached to this for each turn: to begin a database takes ten times as long as to open a file.
        self._database: DuckDBPyConnection | None = None
        self.path = path
        if trouble := _trouble(path):
            self.path = self._temporary() / path.name
            self.notices.append(f"{path} cannot be written ({trouble}): activity is read anew each time")

    @contextmanager
    def writing(self) -> Iterator[DuckDBPyConnection]:
        """A connection in a transaction, which is committed at the end and undone by any exception.

        Raises:
            ActivityError: Others keep the file for too long, it cannot be written, or was damaged and is thrown away.
        """
        with self._turn(), self._open(read_only=False) as connection, ExitStack() as unless_done:
            connection.begin()
            unless_done.callback(_undo, connection)
            yield connection
            unless_done.pop_all()
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """A connection that cannot write.

        Raises:
            ActivityError: Others keep the file for too long, it cannot be read, or was damaged and is thrown away.
        """
        with self._turn():
            if not self.path.exists():
                with self._open(read_only=False):
                    pass
            with self._open(read_only=True) as connection:
                yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(_lock_file(self.path))
            lock.acquire(timeout=self._wait, poll_interval=LOOK_SECONDS)
        except Timeout:
            raise self._busy() from None
        except (OSError, NotImplementedError) as error:
            raise ActivityError(f"{self.path} cannot be opened: {_why(error)}") from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _open(self, *, read_only: bool) -> Iterator[DuckDBPyConnection]:
        with self._explained(read_only=read_only):
            with ExitStack() as unless_opened:
                unless_opened.callback(self._end)
                connection = self._sound(read_only=read_only)
                unless_opened.pop_all()
            try:
                yield connection
            finally:
                connection.close()
                self._let_go()

    @contextmanager
    def _explained(self, *, read_only: bool) -> Iterator[None]:
        """Say in a sentence what is wrong with the file; what is wrong with a question is left as it is."""
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            if _is_damage(error):
                self._end()
                _remove(self.path)
                raise ActivityError(f"{self.path} was damaged, and is thrown away", "run this again") from error
            if isinstance(error, duckdb.IOException | duckdb.TransactionException):
                # Such as a full disk; what was there before is there still.
                self._end()
                verb = "read" if read_only else "written"
                raise ActivityError(f"{self.path} cannot be {verb}: {_last_words(error)}") from error
            raise

    def _sound(self, *, read_only: bool) -> DuckDBPyConnection:
        """A connection to tables of this version, made anew where they are not."""
        import duckdb

        trouble = ""
        if not self.path.exists() or not self.path.stat().st_size:
            # An empty file is of one who died at once.
            _remove(self.path)
        else:
            try:
                connection = self._connected(read_only=read_only)
                if _is_current(connection):
                    return connection
                trouble = "is of another version"
            except duckdb.OutOfMemoryException as error:
                raise ActivityError(f"{self.path} does not fit into memory") from error
            except duckdb.Error:
                trouble = "was damaged"
            self._end()
        if trouble:
            self.notices.append(f"{self.path} {trouble}: activity is read anew")
            _remove(self.path)
        try:
            made = self._connected(read_only=False)
            _make_tables(made)
        except duckdb.Error:
            # What a full disk took of it would look damaged.
            self._end()
            _remove(self.path)
            raise
        if not read_only:
            return made
        made.close()
        self._let_go()
        return self._connected(read_only=True)

    def _connected(self, *, read_only: bool) -> DuckDBPyConnection:
        import duckdb

        end = time.monotonic() + self._wait
        while True:
            try:
                return self._attached(read_only=read_only)
            except duckdb.IOException as error:
                # Another program, or a commtui whose lock file was deleted.
                if "lock on file" not in str(error) and "being used by another process" not in str(error):
                    raise
                if time.monotonic() > end:
                    raise self._busy() from error
            time.sleep(LOOK_SECONDS)

    def _attached(self, *, read_only: bool) -> DuckDBPyConnection:
        import duckdb

        if self._database is None:
            self._database = duckdb.connect(":memory:", config=_SETTINGS)
        path = str(self.path.absolute()).replace("'", "''")
        self._database.execute(f"ATTACH '{path}' AS cache" + (" (READ_ONLY)" if read_only else ""))
        connection = self._database.cursor()
        connection.execute("USE cache")
        return connection

    def _let_go(self) -> None:
        """Close the file, so that others can open it."""
        import duckdb

        if self._database is None:
            return
        try:
            self._database.execute(f"DETACH cache; {_AS_BEFORE}")
        except duckdb.Error:
            self._end()

    def _end(self) -> None:
        """Close whatever is open, also if it is broken."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _busy(self) -> ActivityError:
        return ActivityError(f"another program uses {self.path}, and did not end within {self._wait:g} seconds")

    def _temporary(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="commtui-activity-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder


def _make_tables(connection: DuckDBPyConnection) -> None:
    connection.begin()
    connection.execute(TABLES)
    set_meta(connection, "version", str(VERSION))
    connection.commit()


def _is_current(connection: DuckDBPyConnection) -> bool:
    """Whether the tables are of this version; if not, or if they cannot be read, the connection is closed."""
    import duckdb

    with ExitStack() as unless_current:
        unless_current.callback(connection.close)
        try:
            found = meta(connection, "version") == str(VERSION)
        except (duckdb.CatalogException, duckdb.BinderException):
            found = False
        if found:
            unless_current.pop_all()
    return found


def _undo(connection: DuckDBPyConnection) -> None:
    import duckdb

    # What broke the transaction may have ended it already.
    with suppress(duckdb.Error):
        connection.rollback()


def _is_damage(error: Exception) -> bool:
    import duckdb

    kinds = (duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)
    return isinstance(error, kinds) or "Corrupt database" in str(error) or "checksum" in str(error)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}.wal")):
        each.unlink(missing_ok=True)


def _trouble(path: Path) -> str:
    """Why this file cannot be written; empty if it can."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (_lock_file(path), path):
            if each.exists() or each != path:
                with each.open("ab"):
                    pass
    except OSError as error:
        return _why(error)
    return ""


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _last_words(error: Exception) -> str:
    """Why, without where: DuckDB says that first."""
    return " ".join(str(error).split()).rpartition(": ")[2]


def _file_name(host: str, repository: str) -> str:
    name = f"{host}+{repository.replace('/', '+')}".lower()
    safe = name.replace(":", "_")
    # What no host or repository on GitHub can be called is no name for a file either.
    return safe if _is_name(name) and len(name) < 200 else f"repository+{_digest(name.encode('utf-8', 'replace'))}"


def _digest(name: bytes) -> str:
    return hashlib.sha256(name).hexdigest()[:16]
