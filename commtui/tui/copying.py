"""What of a record can be copied, each with a key and how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from commtui.report.records.markdown import render
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.store.git import GitError, Repository
from commtui.store.snapshot import Entry, Snapshot
from commtui.toml.edits import EditRefusedError, take_record
from commtui.tui.links import links_of

_MOST_LINKS = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to copy: its key, what it is, the text, and what to say of it besides."""

    key: str
    name: str
    text: str
    note: str = ""


def offers(snapshot: Snapshot, entry: Entry[Any]) -> tuple[Offer, ...]:
    """All that can be copied of a record; asks git, so it takes a moment."""
    return tuple(_offers(snapshot, entry))


def _offers(snapshot: Snapshot, entry: Entry[Any]) -> Iterator[Offer]:
    id_ = getattr(entry.record, "id", None)
    if isinstance(id_, str):
        yield Offer("i", "id", id_)
    yield Offer("p", "place", entry.where)
    for number, link in enumerate(links_of(entry)[:_MOST_LINKS], 1):
        yield Offer(str(number), "link" if number == 1 else "another link", link.address)
    permalink = _permalink(entry)
    if permalink is not None:
        yield permalink
    markdown = markdown_of(snapshot, entry)
    if markdown:
        yield Offer("m", "Markdown", markdown)
    toml = toml_of(entry)
    if toml:
        yield Offer("t", "TOML", toml, "as it is in the file")


def markdown_of(snapshot: Snapshot, entry: Entry[Any]) -> str:
    """The record for all to read; nothing where it is about someone who is not listed."""
    return render(Selection(snapshot, {entry.record.about.name: (entry,)}, single=True), Style())


def toml_of(entry: Entry[Any]) -> str:
    """The record as its file has it, with the comments that belong to it."""
    try:
        _, taken = take_record(entry.file.document, entry.path)
    except EditRefusedError:
        return ""
    return taken.text.strip("\n") + "\n"


def _permalink(entry: Entry[Any]) -> Offer | None:
    """The place on GitHub as of the last commit; without the line where the file is not as it was committed."""
    try:
        repository = Repository.around(entry.file.path)
        name, commit = repository.github(), repository.commit_of("HEAD")
        if name is None or commit is None or repository.is_bare:
            return None
        path = entry.file.path.relative_to(repository.root).as_posix()
        if not repository.tree(commit, [path]):
            return None
        is_same = not repository.dirty(entry.file.path)
    except (GitError, ValueError):
        return None
    address = f"https://github.com/{name}/blob/{commit}/{quote(path)}"
    if is_same:
        return Offer("w", "GitHub", f"{address}#L{entry.line}", "once the commit is pushed")
    return Offer("w", "GitHub", address, "without the line: the file was changed since")
