"""Load a community: every file, every record, and every problem beside them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from operator import is_
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.model.words import printable
from commtui.store.files import NO_STAMP, Content, Stamp, UnreadableError, content_of, is_link, read, stamp_of
from commtui.store.find import Home, own_metrics
from commtui.store.listing import Folder, walk
from commtui.store.snapshot import BrokenFile, Entry, Fault, File, Page, Rejected, Snapshot
from commtui.toml import Document, KeyPath, TomlError

# More than anyone reads; a file of nothing but faults would keep people waiting for them.
MOST_FAULTS = 20_000
# Of one record: pydantic builds the faults of all values before anyone can stop it.
MOST_VALUES = 100_000


def load(home: Home, before: Snapshot | None = None) -> Snapshot:
    """The community as it is on disk now; problems are collected, never raised.

    What `before` holds of files that are the same still is taken from there.
    """
    known = {page.file.path: page for page in before.pages} if before is not None else {}
    return _load_each(home, lambda path: load_page(path, home, known.get(path)))


def refresh(before: Snapshot) -> Snapshot:
    """The community as it is on disk now, the same snapshot where nothing changed; reads only files of other stamps."""
    pages = {page.file.path: page for page in before.pages}
    broken = {each.path: each for each in before.broken if each.stamp is not None}

    def part(path: Path) -> Page | BrokenFile:
        page = pages.get(path)
        if page is not None and page.file.content.stamp == stamp_of(path):
            return page
        if path in broken and broken[path].stamp == stamp_of(path):
            return broken[path]
        return load_page(path, before.home, page)

    now = _load_each(before.home, part)
    kept = len(now.pages) == len(before.pages) and all(map(is_, now.pages, before.pages))
    return before if kept and now.broken == before.broken and now.metrics == before.metrics else now


def _load_each(home: Home, part: Callable[[Path], Page | BrokenFile]) -> Snapshot:
    with no_collection():
        listed = [] if home.is_file else list(walk(home.place))
        unlisted = [broken for folder in listed for broken in _unlisted(folder, home)]
        paths = [home.place] if home.is_file else [each.path / name for each in listed for name in each.files]
        return assemble(home, [*unlisted, *map(part, sorted(paths))], own_metrics(home), tuple(listed))


def load_page(path: Path, home: Home, known: Page | None = None) -> Page | BrokenFile:
    """One file of the community with its records; `known` is what was read of it before."""
    try:
        content = read(path)
    except UnreadableError as error:
        return _unreadable(path, home, error, stamp_of(path))
    if known is not None and known.file.content == content:
        return known
    return _page(path, home, content)


def load_given(
    home: Home, contents: Mapping[Path, bytes | UnreadableError | Page], metrics: frozenset[str] = frozenset()
) -> Snapshot:
    """The community that these contents of files make, whatever is on disk.

    An error stands for a file that is not read, and a page for one that was read already.
    """
    with no_collection():
        parts = [_given(path, home, contents[path]) for path in sorted(contents)]
        return assemble(home, parts, metrics)


def _given(path: Path, home: Home, found: bytes | UnreadableError | Page) -> Page | BrokenFile:
    if isinstance(found, Page):
        return found
    if isinstance(found, UnreadableError):
        return _unreadable(path, home, found, None)
    try:
        return _page(path, home, content_of(found, NO_STAMP))
    except UnreadableError as error:
        return _unreadable(path, home, error, None)


def _page(path: Path, home: Home, content: Content) -> Page | BrokenFile:
    name = shown_name(path, home)
    try:
        return read_page(File(name, path, content, Document.parse(content.text)))
    except TomlError as error:
        return BrokenFile(
            name, path, error.reason, "", error.line, error.column, content.text, is_text=True, stamp=content.stamp
        )


def _unreadable(path: Path, home: Home, error: UnreadableError, stamp: Stamp | None) -> BrokenFile:
    name = shown_name(path, home)
    return BrokenFile(name, path, error.reason, error.hint, error.line, error.column, error.text, stamp=stamp)


def read_page(file: File, before: Page | None = None) -> Page:
    """A file with its records; of its faults, at most `MOST_FAULTS`.

    Records whose data are the same objects as in the page of `before` are not read again.
    """
    known = {id(each.data): each.record for each in before.entries} if before is not None else {}
    entries: list[Entry[Record]] = []
    rejected: list[Rejected] = []
    left = MOST_FAULTS
    large = _may_be_large(file.content.text)
    for kind, data, at in _tables(file):
        record = known.get(id(data))
        found = Entry(record, data, file, at) if record is not None else _read(kind, data, file, at, left, large)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            rejected.append(found)
            left -= len(found.faults)
    return Page(file, tuple(entries), tuple(rejected))


def assemble(
    home: Home,
    parts: Iterable[Page | BrokenFile],
    metrics: frozenset[str] = frozenset(),
    folders: tuple[Folder, ...] = (),
) -> Snapshot:
    """The snapshot that these files make, in a community that defines these metrics itself."""
    parts = list(parts)
    pages = [each for each in parts if isinstance(each, Page)]
    broken = [each for each in parts if isinstance(each, BrokenFile)]
    entries: dict[str, list[Entry[Record]]] = {name: [] for name in BY_NAME}
    for page in pages:
        for entry in page.entries:
            entries[entry.record.about.name].append(entry)
    return Snapshot(
        home,
        tuple(page.file for page in pages),
        tuple(broken),
        tuple(each for page in pages for each in page.rejected),
        {kind: tuple(each) for kind, each in entries.items()},
        metrics,
        tuple(pages),
        folders,
    )


def shown_name(path: Path, home: Home) -> str:
    """The path from the community's base as people read it; what a terminal would obey is written as `\\u001b`."""
    name = path.relative_to(home.base).as_posix() if path.is_relative_to(home.base) else path.as_posix()
    if name.isascii() and name.isprintable():
        return name
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return printable(name)


def _unlisted(folder: Folder, home: Home) -> Iterator[BrokenFile]:
    if folder.trouble:
        yield BrokenFile(shown_name(folder.path, home), folder.path, folder.trouble, stamp=folder.stamp)
    for name in sorted(folder.linked):
        path = folder.path / name
        yield _unreadable(path, home, is_link("folder"), stamp_of(path))


def _tables(file: File) -> Iterator[tuple[str, Any, KeyPath]]:
    for key, value in file.document.data.items():
        model = BY_NAME.get(key)
        if model is not None and not model.about.single and isinstance(value, list):
            yield from ((key, data, (key, index)) for index, data in enumerate(value))
        else:
            yield key, value, (key,)


def _read(
    kind: str,
    data: Any,  # noqa: ANN401 - any TOML
    file: File,
    path: KeyPath,
    most: int,
    large: bool,
) -> Entry[Record] | Rejected:
    model = BY_NAME.get(kind)
    if model is None:
        return Rejected(None, data, file, path, (Fault("unknown_kind", path, "", {}, data),))
    if not isinstance(data, dict) or (not model.about.single and len(path) == 1):
        wanted = f"[{kind}]" if model.about.single else f"[[{kind}]]"
        return Rejected(kind, data, file, path, (Fault("not_a_record", path, "", {"wanted": wanted}, data),))
    if large and (fault := _too_large(data, path)) is not None:
        return Rejected(kind, data, file, path, (fault,) if most > 0 else ())
    try:
        return Entry(model.model_validate(data), data, file, path)
    except ValidationError as error:
        return Rejected(kind, data, file, path, tuple(islice(faults(error, path), most)) if most > 0 else ())


def _may_be_large(text: str) -> bool:
    """Whether there may be more than `MOST_VALUES` in a text: each of them has one of these signs at its side."""
    return len(text) > MOST_VALUES and sum(map(text.count, "=,[{.")) > MOST_VALUES


def _too_large(data: Mapping[str, Any], path: KeyPath) -> Fault | None:
    """A fault where a record holds more than `MOST_VALUES`: at the field that does, else at the record."""
    if _size(data) <= MOST_VALUES:
        return None
    key, size = max(((key, _size(value)) for key, value in data.items()), key=lambda each: each[1])
    at = (*path, key) if size > MOST_VALUES else path
    return Fault("too_large", at, f"should hold at most {MOST_VALUES:,} values", {}, None)


def _size(value: object) -> int:
    """How many values there are in a table or a list, at any depth."""
    count = 0
    waiting = [value]
    while waiting:
        each = waiting.pop()
        members = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        count += len(members)
        waiting += (member for member in members if isinstance(member, dict | list))
    return count


def faults(error: ValidationError, path: KeyPath = ()) -> Iterator[Fault]:
    """What pydantic found wrong with the value at a path."""
    for each in error.errors(include_url=False):
        yield Fault(each["type"], path + each["loc"], each["msg"], each.get("ctx", {}), each["input"])


@contextmanager
def no_collection() -> Iterator[None]:
    """Without garbage collection: loading makes many objects, and no cycles worth looking for."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
