"""Load a community: every file, every record, and every problem beside them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.store.files import UnreadableError, read
from commtui.store.find import Home, own_metrics, toml_files
from commtui.store.snapshot import BrokenFile, Entry, Fault, File, Rejected, Snapshot
from commtui.toml import Document, KeyPath, TomlError


def load(home: Home) -> Snapshot:
    """The community as it is on disk now; problems are collected, never raised."""
    with _no_collection():
        parts = [load_file(path, home) for path in toml_files(home)]
        return assemble(home, parts, own_metrics(home))


def load_file(path: Path, home: Home) -> File | BrokenFile:
    """One file of the community."""
    name = path.relative_to(home.base).as_posix()
    try:
        content = read(path)
    except UnreadableError as error:
        return BrokenFile(name, path, error.reason, error.hint, error.line, error.column, error.text)
    try:
        return File(name, path, content, Document.parse(content.text))
    except TomlError as error:
        return BrokenFile(name, path, error.reason, "", error.line, error.column, content.text, is_text=True)


def assemble(home: Home, parts: list[File | BrokenFile], metrics: frozenset[str] = frozenset()) -> Snapshot:
    """The snapshot that these files make, in a community that defines these metrics itself."""
    files = tuple(each for each in parts if isinstance(each, File))
    entries: dict[str, list[Entry[Record]]] = {name: [] for name in BY_NAME}
    rejected: list[Rejected] = []
    for file in files:
        for kind, data, path in _tables(file):
            found = _read(kind, data, file, path)
            if isinstance(found, Rejected):
                rejected.append(found)
            else:
                entries[found.record.about.name].append(found)
    broken = tuple(each for each in parts if isinstance(each, BrokenFile))
    return Snapshot(
        home, files, broken, tuple(rejected), {kind: tuple(each) for kind, each in entries.items()}, metrics
    )


def _tables(file: File) -> Iterator[tuple[str, Any, KeyPath]]:
    for key, value in file.document.data.items():
        model = BY_NAME.get(key)
        if model is not None and not model.about.single and isinstance(value, list):
            yield from ((key, data, (key, index)) for index, data in enumerate(value))
        else:
            yield key, value, (key,)


def _read(kind: str, data: Any, file: File, path: KeyPath) -> Entry[Record] | Rejected:  # noqa: ANN401 - any TOML
    model = BY_NAME.get(kind)
    if model is None:
        return Rejected(None, data, file, path, (Fault("unknown_kind", path, "", {}, data),))
    if not isinstance(data, dict) or (not model.about.single and len(path) == 1):
        wanted = f"[{kind}]" if model.about.single else f"[[{kind}]]"
        return Rejected(kind, data, file, path, (Fault("not_a_record", path, "", {"wanted": wanted}, data),))
    try:
        return Entry(model.model_validate(data), data, file, path)
    except ValidationError as error:
        return Rejected(kind, data, file, path, tuple(_faults(error, path)))


def _faults(error: ValidationError, path: KeyPath) -> Iterator[Fault]:
    for each in error.errors(include_url=False):
        yield Fault(each["type"], path + each["loc"], each["msg"], each.get("ctx", {}), each["input"])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: loading makes many objects, and no cycles worth looking for."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
