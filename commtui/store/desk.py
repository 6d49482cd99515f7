"""The files of a plan while an edit is being made: texts in the making, and nothing written yet."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from commtui.store.errors import EditRefusedError, SaveError
from commtui.store.files import NO_STAMP, Content
from commtui.store.load import assemble, load_page, read_page, shown_name
from commtui.store.locate import Mark, place_in
from commtui.store.snapshot import BrokenFile, File, Page, Snapshot
from commtui.toml import Document, Draft, KeyPath
from commtui.toml import EditRefusedError as TextRefusedError

_DIRECTIVE = "#:schema "


@dataclass
class Sheet:
    """A file on the desk: `before` is what was read of it, `draft` what it is to hold (None: no such file)."""

    path: Path
    name: str
    before: Page | None
    draft: Draft | None
    bom: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """What the file is to mean."""
        return self.draft.data if self.draft is not None else {}


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A file that an edit changes: the pages of before and after, whose stamp is yet to come (None: no such file)."""

    path: Path
    name: str
    before: Page | None
    after: Page | None


@dataclass
class Desk:
    """Works on the texts of a snapshot, each read again when it is first needed."""

    snapshot: Snapshot
    sheets: dict[Path, Sheet] = field(default_factory=dict)
    # The ids of records that had others before, by their kind; and the files where what a file held is found now.
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    moved: dict[Path, frozenset[Path]] = field(default_factory=dict)

    def sheet(self, path: Path) -> Sheet:
        """A file; there need not be one of that name yet.

        Raises:
            SaveError: It is there, and cannot be read or is not TOML.
        """
        if path not in self.sheets:
            self.sheets[path] = self._read(path)
        return self.sheets[path]

    def is_taken(self, path: Path) -> bool:
        """Whether a file is there, or will be."""
        sheet = self.sheets.get(path)
        return sheet.draft is not None if sheet is not None else os.path.lexists(path)

    def write_new(self, sheet: Sheet, text: str | None = None) -> Draft:
        """Begin a file that is not there: with a text, or with the schema directive that its neighbors have."""
        sheet.draft = Draft(Document.parse(self._directive(sheet.path) if text is None else text))
        return sheet.draft

    def find(self, mark: Mark) -> tuple[Sheet, KeyPath]:
        """Where a record stands now.

        Raises:
            EditRefusedError: It is gone, or it cannot be told which it is.
            SaveError: Its file cannot be read.
        """
        id_ = self.renamed.get((mark.kind.name, mark.id)) if mark.id is not None else None
        for path in self._candidates(mark, id_ or mark.id):
            sheet = self.sheet(path)
            place = place_in(sheet.data, mark if path == mark.file else _elsewhere(mark, path), id_)
            if place is not None:
                return sheet, place
        if not self.is_taken(mark.file) and mark.file not in self._left:
            raise SaveError(mark.name, f"cannot be read: {os.strerror(errno.ENOENT)}")
        raise EditRefusedError(f"the record is not in {mark.name} any more")

    def view(self) -> Snapshot:
        """The community as it would be; not yet checked against the texts."""
        changed = [each for each in self.sheets.values() if _is_changed(each)]
        pages = {each.path: self._page(each, _as_it_is(each)) for each in changed}
        return with_pages(self.snapshot, {**self._reread, **pages})

    def finish(self) -> tuple[Planned, ...]:
        """The files that would change, each text checked against what it is to mean.

        Raises:
            EditRefusedError: A text cannot hold an edit without harm to what stands around it.
        """
        planned = []
        for sheet in self.sheets.values():
            if not _is_changed(sheet):
                continue
            try:
                document = sheet.draft.done() if sheet.draft is not None else None
            except TextRefusedError as error:
                raise EditRefusedError(str(error)) from error
            planned.append(Planned(sheet.path, sheet.name, sheet.before, self._page(sheet, document)))
        return tuple(planned)

    def reread(self) -> Snapshot:
        """The snapshot with the files as they were read again."""
        return with_pages(self.snapshot, self._reread)

    @cached_property
    def _known(self) -> Mapping[Path, Page]:
        return {each.file.path: each for each in self.snapshot.pages}

    @property
    def _reread(self) -> Mapping[Path, Page | None]:
        return {each.path: each.before for each in self.sheets.values()}

    @property
    def _left(self) -> frozenset[Path]:
        """The files that were there, and will not be any more."""
        return frozenset(each.path for each in self.sheets.values() if each.before is not None and each.draft is None)

    def _candidates(self, mark: Mark, id_: str | None) -> Iterator[Path]:
        """The files where a record may be: its own first."""
        yield mark.file
        yield from self.moved.get(mark.file, ())
        if id_ is None:
            return  # one that is alike elsewhere is another one
        yield from (each.path for each in list(self.sheets.values()) if each.draft is not None)
        for entry in self.snapshot.entries.get(mark.kind.name, ()):
            if entry.data.get("id") == id_:
                yield entry.file.path

    def _read(self, path: Path) -> Sheet:
        home = self.snapshot.home
        name = shown_name(path, home)
        if not os.path.lexists(path):
            return Sheet(path, name, None, None)
        page = load_page(path, home, self._known.get(path))
        if isinstance(page, BrokenFile):
            at = f" (line {page.line})" if page.is_text else ""
            raise SaveError(page.name, f"{page.reason[:1].lower()}{page.reason[1:]}{at}")
        return Sheet(path, name, page, Draft(page.file.document), page.file.content.bom)

    def _page(self, sheet: Sheet, document: Document | None) -> Page | None:
        if document is None:
            return None
        content = Content(document.text, sheet.bom, NO_STAMP)
        return read_page(File(sheet.name, sheet.path, content, document), sheet.before)

    def _directive(self, path: Path) -> str:
        """The line that names the schema, as the other files have it; empty where none has one."""
        for file in self.snapshot.files:
            line = file.content.text.partition("\n")[0].rstrip("\r")
            if not line.startswith(_DIRECTIVE):
                continue
            schema = line.removeprefix(_DIRECTIVE).strip()
            if "://" not in schema:
                target = os.path.normpath(file.path.parent / schema)
                schema = PurePosixPath(Path(os.path.relpath(target, path.parent))).as_posix()
                schema = schema if schema.startswith(".") else f"./{schema}"
            return f"{_DIRECTIVE}{schema}\n"
        return ""


def with_pages(snapshot: Snapshot, pages: Mapping[Path, Page | None]) -> Snapshot:
    """The snapshot with other pages of some files (None: no such file); itself if they are the same."""
    known = {each.file.path: each for each in snapshot.pages}
    if all(known.get(path) is page for path, page in pages.items()):
        return snapshot
    known.update({path: page for path, page in pages.items() if page is not None})
    for path, page in pages.items():
        if page is None:
            known.pop(path, None)
    broken = [each for each in snapshot.broken if each.path not in pages]
    return assemble(
        snapshot.home, [*broken, *(known[path] for path in sorted(known))], snapshot.metrics, snapshot.folders
    )


def _elsewhere(mark: Mark, path: Path) -> Mark:
    """The mark for another file than its own, where its place means nothing."""
    return replace(mark, file=path, many=-1)


def _is_changed(sheet: Sheet) -> bool:
    if sheet.draft is None or sheet.before is None:
        return (sheet.draft is None) is not (sheet.before is None)
    return sheet.draft.text != sheet.before.file.content.text


def _as_it_is(sheet: Sheet) -> Document | None:
    return Document(sheet.draft.text, sheet.draft.data) if sheet.draft is not None else None
