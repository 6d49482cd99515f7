"""A community as it was in a commit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from commtui.store.files import MAX_BYTES, UnreadableError, is_folder, is_link, too_large
from commtui.store.find import FILE, FOLDER, Home
from commtui.store.git import GitError, Repository, TreeEntry
from commtui.store.load import load_given
from commtui.store.snapshot import Page, Snapshot

_SUBMODULE = UnreadableError("A submodule: what it holds is not part of this commit")
_ELSEWHERE = UnreadableError("Not in this clone of the repository", "fetch it, as `git diff` does")


def load_revision(repository: Repository, commit: str | None, home: Home, known: Snapshot | None = None) -> Snapshot:
    """The community of a commit; an empty one where there was none yet, or no commit.

    It may have been one file then and a folder now, or the other way round. Pages of `known` that were the same in the
    commit are taken from there, so that two snapshots share what did not change. Problems are collected, as by `load`.

    Raises:
        GitError: git cannot read the commit, or the community is in another repository.
    """
    if commit is None:
        return Snapshot(home)
    if not home.place.is_relative_to(repository.root):
        raise GitError(f"{home.place} is not in the repository {repository.root}")
    places = _places(home.place.relative_to(repository.root).as_posix())
    entries = repository.tree(commit, places)
    for place in places:
        found = dict(_files(place, entries))
        if found:
            at = Home(repository.root / place, home.base)
            missing, large = repository.out_of_reach(commit, [place], MAX_BYTES)
            told = dict.fromkeys(missing, _ELSEWHERE) | dict.fromkeys(large, too_large())
            return load_given(at, _contents(repository, found, told, known), _metrics(place, entries))
    return Snapshot(home)


def _places(place: str) -> list[str]:
    """Where the community may have been: where it is now, else the folder or the file beside that."""
    folder, _, name = place.rpartition("/")
    other = {FOLDER: FILE, FILE: FOLDER}.get(name)
    places = ["" if place == "." else place]
    return places if other is None else [*places, f"{folder}/{other}" if folder else other]


def _files(place: str, entries: list[TreeEntry]) -> Iterator[tuple[str, TreeEntry | UnreadableError]]:
    """What there is of TOML at a place, by path from the root: what to read, or why it cannot be."""
    for entry in entries:
        if entry.path == place:
            yield entry.path, _readable(entry)
            continue
        inner = _inner(place, entry)
        if inner is None:
            continue
        *folders, name = inner
        misnamed = next((depth for depth, each in enumerate(folders, 1) if each.endswith(".toml")), None)
        if misnamed is not None:
            yield "/".join([*([place] if place else []), *folders[:misnamed]]), is_folder()
        elif name.endswith(".toml") or entry.is_submodule:
            yield entry.path, _readable(entry)


def _inner(place: str, entry: TreeEntry) -> list[str] | None:
    """The folders and the name that lead from a place to what lies in it and is not hidden."""
    start = f"{place}/" if place else ""
    if not entry.path.startswith(start):
        return None
    parts = entry.path.removeprefix(start).split("/")
    return None if any(each.startswith(".") for each in parts) else parts


def _readable(entry: TreeEntry) -> TreeEntry | UnreadableError:
    if entry.is_link:
        return is_link()
    if entry.is_submodule:
        return _SUBMODULE
    return entry


def _contents(
    repository: Repository,
    found: Mapping[str, TreeEntry | UnreadableError],
    told: Mapping[str, UnreadableError],
    known: Snapshot | None,
) -> dict[Path, bytes | UnreadableError | Page]:
    pages = {page.file.path: page for page in known.pages} if known is not None else {}
    contents: dict[Path, bytes | UnreadableError | Page] = {}
    wanted: dict[Path, str] = {}
    for name, each in found.items():
        path = repository.root / name
        page = pages.get(path)
        if isinstance(each, UnreadableError):
            contents[path] = each
        elif page is not None and _blob_id(page, len(each.id)) == each.id:
            contents[path] = page
        elif each.id in told:
            contents[path] = told[each.id]
        else:
            wanted[path] = each.id
    held = repository.contents(set(wanted.values()))
    return contents | {path: held.get(id_, _ELSEWHERE) for path, id_ in wanted.items()}


def _blob_id(page: Page, digits: int) -> str:
    """How git would name what the page's file holds, in a repository whose ids have so many digits."""
    content = page.file.content
    raw = content.encode(content.text)
    # Not for security: it is how git names things.
    hashed = hashlib.sha256() if digits == 64 else hashlib.sha1(usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(raw))
    hashed.update(raw)
    return hashed.hexdigest()


def _metrics(place: str, entries: list[TreeEntry]) -> frozenset[str]:
    """The metrics that the community of the commit defined itself, as `own_metrics` finds them on disk."""
    inner = (_inner(place, entry) for entry in entries)
    names = [each[1] for each in inner if each is not None and len(each) == 2 and each[0] == "metrics"]
    return frozenset(name.removesuffix(".sql") for name in names if name.endswith(".sql"))
