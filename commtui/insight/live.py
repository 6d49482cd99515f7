"""The numbers of a community, counted now: what people did is brought up to date, and an engine counts over it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from commtui.activity.errors import ActivityError
from commtui.metrics.definition import Definition, own_definitions
from commtui.model.recognition import Recognition
from commtui.store.git import GitError, Repository
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.activity.access import Access
    from commtui.activity.cache import Cache
    from commtui.activity.progress import Progress
    from commtui.metrics.engine import Engine

Source = Literal["git", "github"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: from which source (None: the best there is), of which repository, `owner/name`.

    Without `refresh` nothing is read but what is kept; with `follow`, where git alone is counted, also the commits made
    since in this clone, which costs a moment and no network. `own` are the community's own metrics, which are SQL that
    someone wrote: not to be run where a stranger may have.
    """

    source: Source | None = None
    repository: str | None = None
    refresh: bool = True
    follow: bool = True
    own: bool = True


@dataclass(frozen=True)
class Live:
    """An engine over what is known, where that comes from, and what is to be told of it. To be closed.

    `head` is the commit of the clone when it was opened.
    """

    engine: Engine
    source: str
    repository: str | None
    notices: tuple[str, ...] = ()
    own: Mapping[str, Definition] | None = None
    clone: Repository | None = None
    head: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def is_behind(self) -> bool:
        """Whether the clone that was counted alone is at another commit by now."""
        return self.source == "git" and self.clone is not None and _head(self.clone) != self.head

    def close(self) -> None:
        """Forget what was loaded."""
        self.engine.close()


def open_live(
    snapshot: Snapshot,
    start: Path,
    asked: Asked,
    progress: Progress,
    now: datetime | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Live:
    """Read what people did, as far as asked, and load it; `start` is where the user stands.

    Raises:
        ActivityError: There is no source, or it cannot be read and nothing of it is kept.
    """
    from commtui.activity.identity import People
    from commtui.metrics.engine import Engine

    clone = _clone(start)
    found = _Found.of(snapshot, clone, asked, environment)
    head = _head(found.clone) if found.clone is not None and found.source == "git" else None
    notices = [*found.notices, *_brought_up(found, head, asked, progress)]
    if not _is_kept(found):
        is_cut = _is_noted(found, "github.cut")
        nothing = "GitHub was not read to its end yet" if is_cut else "nothing is known yet of what people did"
        # Such as that what was kept is damaged.
        why = "; ".join((nothing, *found.cache.notices))
        raise ActivityError(why, "let it be read first: leave out --offline")
    home = snapshot.home
    own = own_definitions(home.place / "metrics", home.base) if asked.own and not home.is_file else None
    engine = Engine.load(
        found.cache,
        People.of(snapshot),
        snapshot.community,
        snapshot.records(Recognition),
        now,
        own=own.found if own is not None else None,
    )
    sources = engine.sources
    if sources.shallow:
        notices.append("the clone is shallow: what came before its first commit is not counted")
    if sources.cut:
        notices.append("the last download from GitHub was cut: some of what is new is not counted yet")
    notices += [*found.cache.notices, *(map(str, own.errors) if own is not None else ())]
    known = own.found if own is not None else None
    return Live(engine, found.source, found.repository, tuple(dict.fromkeys(notices)), known, clone, head)


@dataclass(frozen=True)
class _Found:
    """What is there to be read: a clone, a repository on GitHub, or both."""

    source: Source
    repository: str | None
    clone: Repository | None
    access: Access | None
    cache: Cache
    notices: tuple[str, ...] = ()

    @classmethod
    def of(cls, snapshot: Snapshot, clone: Repository | None, asked: Asked, environment: Mapping[str, str]) -> _Found:
        from commtui.activity.access import access, repository

        origin = clone.github() if clone is not None else None
        if asked.source == "git":
            return cls._of_git(clone, origin, asked.repository)
        name = repository(asked.repository, snapshot.community.repository, origin, environment)
        where = access(environment)
        if asked.source is None and (name is None or not where.is_known):
            missing = f"there is no token for {where.host}" if name is not None else "no repository is named"
            return cls._of_git(clone, origin, asked.repository, missing)
        if name is None:
            raise ActivityError("no repository is named", "say which: --repository owner/name")
        return cls._of_github(clone if _is_same(origin, name) else None, name, where)

    @classmethod
    def _of_git(cls, clone: Repository | None, origin: str | None, name: str | None, missing: str = "") -> _Found:
        """What the clone tells; `missing` is why GitHub is not asked, where nobody chose so."""
        from commtui.activity.cache import Cache, cache_path

        if clone is None:
            raise ActivityError(
                "this is not a git repository", "stand in a clone, or ask GitHub: --repository owner/name and a token"
            )
        if name and not _is_same(origin, name):
            because = f", and {missing}" if missing else ""
            raise ActivityError(
                f"the clone is not known to be of {name}{because}",
                f"leave out --repository, stand in a clone of {name}, or ask GitHub with a token",
            )
        notices = (f"counted from git alone, for {missing}",) if missing else ()
        # A file of its own: what GitHub said is not to be counted where git alone was asked for.
        return cls("git", origin, clone, None, Cache(cache_path(None, clone.root)), notices)

    @classmethod
    def _of_github(cls, clone: Repository | None, name: str, where: Access) -> _Found:
        from commtui.activity.cache import Cache, cache_path

        return cls("github", name, clone, where, Cache(cache_path(name, None, where.host)))


def _brought_up(found: _Found, head: str | None, asked: Asked, progress: Progress) -> list[str]:
    if asked.refresh:
        return _refreshed(found, progress)
    if head is None or not asked.follow or not _is_kept(found) or _noted(found, "git.head") == head:
        return []
    return _refreshed(found, progress)


def _refreshed(found: _Found, progress: Progress) -> list[str]:
    """Read what is new; where that fails and something is kept, that is told and counted."""
    notices: list[str] = []
    try:
        if found.access is None:
            notices += _read_git(found, progress)
        else:
            notices += _read_github(found, found.access, progress)
    except ActivityError as error:
        if not _is_kept(found):
            raise
        notices.append(f"not up to date: {error}")
    return notices


def _read_git(found: _Found, progress: Progress) -> tuple[str, ...]:
    from commtui.activity.git import read_git
    from commtui.activity.rows import set_meta

    if found.clone is None:
        return ()
    notices = read_git(found.cache, found.clone, progress).notices
    if found.repository is not None:
        # Where commits can be looked at.
        with found.cache.writing() as con:
            set_meta(con, "repository", found.repository)
    return notices


def _read_github(found: _Found, where: Access, progress: Progress) -> tuple[str, ...]:
    """Threads by GitHub; commits by the clone where it has all of them, else by GitHub too."""
    from commtui.activity.github.commits import read_commits
    from commtui.activity.github.download import read_github

    name = found.repository or ""
    if found.clone is not None and not _is_shallow(found.clone):
        notices = _read_git(found, progress)
    else:
        notices = read_commits(found.cache, where, name, progress).notices
    return (*notices, *read_github(found.cache, where, name, progress).notices)


def _is_shallow(clone: Repository) -> bool:
    from commtui.activity.clone import clone as described

    try:
        return described(clone).is_shallow
    except GitError:
        return True


def _is_kept(found: _Found) -> bool:
    """Whether all was read once: a part is not counted as the whole."""
    return _is_noted(found, f"{found.source}.seen_at")


def _is_noted(found: _Found, key: str) -> bool:
    return _noted(found, key) is not None


def _noted(found: _Found, key: str) -> str | None:
    from commtui.activity.rows import meta

    with found.cache.reading() as con:
        return meta(con, key)


def _head(clone: Repository) -> str | None:
    try:
        return clone.commit_of("HEAD")
    except GitError:
        return None


def _clone(start: Path) -> Repository | None:
    try:
        return Repository.around(start)
    except GitError:
        return None


def _is_same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()
