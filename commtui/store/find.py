"""Where a community lives on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FOLDER = "community"
FILE = "community.toml"


class NoCommunityError(Exception):
    """No community where one was looked for."""


@dataclass(frozen=True, slots=True)
class Home:
    """A community's folder or single file, and the root that its paths are shown from."""

    place: Path
    base: Path

    @property
    def is_file(self) -> bool:
        """Whether the whole community is one file."""
        return not self.place.is_dir()


def find(start: Path) -> Home:
    """The community at or above `start`, up to the repository's root.

    Raises:
        NoCommunityError: There is none.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if place := _community_of(folder):
            return Home(place, repository_root(folder) or (folder.parent if place == folder else folder))
        if (folder / ".git").exists():
            break
    raise NoCommunityError(f"no community in {start} or above it")


def at(place: Path) -> Home:
    """The community that is this folder or this file, or lies in this folder.

    Raises:
        NoCommunityError: There is no such folder or file.
    """
    place = place.absolute()
    if place.is_dir():
        inner = _community_of(place) or place
        return Home(inner, repository_root(place) or (place if inner != place else place.parent))
    if os.path.lexists(place):
        return Home(place, repository_root(place.parent) or place.parent)
    raise NoCommunityError(f"no such folder or file: {place}")


def repository_root(folder: Path) -> Path | None:
    """The folder at or above this one that holds `.git`."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _community_of(folder: Path) -> Path | None:
    """The community that is this folder or lies in it."""
    # The folder holds a `community.toml` of its own; but a repository may be called `community` too.
    if folder.name == FOLDER and not (folder / ".git").exists() and any(folder.glob("*.toml")):
        return folder
    return next((each for each in (folder / FOLDER, folder / FILE) if _is_community(each)), None)


def _is_community(place: Path) -> bool:
    return place.is_dir() if place.name == FOLDER else os.path.lexists(place) and not place.is_dir()


def toml_files(home: Home) -> list[Path]:
    """Every file of the community, in path order; names that begin with a dot are left out."""
    if home.is_file:
        return [home.place]
    found: list[Path] = []
    for folder, folders, files in os.walk(home.place):
        folders[:] = [each for each in folders if not each.startswith(".")]
        # A folder or a link to one that is named like a file is listed, so that it is reported.
        names = [each for each in (*files, *folders) if each.endswith(".toml") and not each.startswith(".")]
        found += [Path(folder, name) for name in names]
        folders[:] = [each for each in folders if not each.endswith(".toml")]
    return sorted(found)


def own_metrics(home: Home) -> frozenset[str]:
    """The ids of the metrics that the community defines itself: the names of `metrics/*.sql` in its folder."""
    if home.is_file:
        return frozenset()
    found = (home.place / "metrics").glob("*.sql")
    return frozenset(each.stem for each in found if not each.name.startswith("."))
