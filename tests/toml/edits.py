"""One edit of a document by a draft of its own: the new document, checked."""

from __future__ import annotations

from typing import Any

from commtui.toml import Document, Draft, KeyPath, Taken


def deleted(document: Document, path: KeyPath) -> Document:
    draft = Draft(document)
    draft.delete(path)
    return draft.done()


def inserted(document: Document, kind: str | KeyPath, index: int | None, data: Any) -> Document:
    draft = Draft(document)
    draft.insert(_path(kind), index, data)
    return draft.done()


def appended(document: Document, kind: str | KeyPath, data: Any) -> Document:
    return inserted(document, kind, None, data)


def moved(document: Document, path: KeyPath, to: int) -> Document:
    draft = Draft(document)
    draft.move(path, to)
    return draft.done()


def with_table(document: Document, kind: str | KeyPath, data: Any) -> Document:
    draft = Draft(document)
    draft.add_table(_path(kind), data)
    return draft.done()


def pasted(document: Document, kind: str | KeyPath, taken: Taken, index: int | None = None) -> Document:
    draft = Draft(document)
    draft.paste(_path(kind), index, taken)
    return draft.done()


def _path(kind: str | KeyPath) -> KeyPath:
    return (kind,) if isinstance(kind, str) else kind
