"""Where a community lives on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from commtui.store.listing import is_symlink, walk

FOLDER = "community"
FILE = "community.toml"


class NoCommunityError(Exception):
    """No community where one was looked for."""


@dataclass(frozen=True, slots=True)
class Home:
    """A community's folder or single file, and the root that its paths are shown from.

    `passed_over` is a `community.toml` beside a folder `community/`: the folder is read, the file is not.
    """

    place: Path
    base: Path
    passed_over: Path | None = None

    @property
    def is_file(self) -> bool:
        """Whether the whole community is one file; a link is taken for one, for it is not followed."""
        return is_symlink(self.place) or not _is_folder(self.place)


def find(start: Path) -> Home:
    """The community at or above `start`, up to the repository's root.

    A folder without any TOML file is taken only where nothing better is found.

    Raises:
        NoCommunityError: There is none.
    """
    try:
        start = Path(os.path.realpath(start))
    except OSError as error:
        raise NoCommunityError(f"no community: the current folder cannot be read ({error.strerror})") from error
    empty: Home | None = None
    for folder in (start, *start.parents):
        if not _is_itself_a_community(folder):
            for place in _candidates(folder):
                home = _home(place, repository_root(folder) or folder)
                if _holds_toml(place):
                    return home
                empty = empty or home
        if _is_repository(folder):
            break
    if empty is not None:
        return empty
    raise NoCommunityError(f"no community in {start} or above it")


def at(place: Path) -> Home:
    """The community that is this folder or this file, or lies in this folder.

    Raises:
        NoCommunityError: There is no such folder or file.
    """
    place = _real(place)
    if _is_folder(place):
        inner = _within(place)
        return _home(inner, repository_root(place) or (place if inner != place else place.parent))
    if os.path.lexists(place):
        return Home(place, repository_root(place.parent) or place.parent)
    raise NoCommunityError(f"no such folder or file: {place}")


def _home(place: Path, base: Path) -> Home:
    file = place.parent / FILE
    is_beside = place.name == FOLDER and not _is_repository(place) and os.path.lexists(file) and not _is_folder(file)
    return Home(place, base, file if is_beside else None)


def repository_root(folder: Path) -> Path | None:
    """The folder at or above this one that holds `.git`."""
    return next((each for each in (folder, *folder.parents) if _is_repository(each)), None)


def _within(folder: Path) -> Path:
    """The community in a folder that a person named; the folder itself where it holds a community's pages."""
    if _is_itself_a_community(folder):
        return folder
    places = sorted(_candidates(folder), key=_holds_toml, reverse=True)
    if not places or (places[0].name == FILE and _has_pages(folder) and not _is_repository(folder)):
        return folder
    return places[0]


def _candidates(folder: Path) -> list[Path]:
    # A link is a candidate too: it is reported when it is read.
    inner, file = folder / FOLDER, folder / FILE
    found = [inner] if _is_folder(inner) else []
    if folder.name == FOLDER and _has_pages(folder):
        # A repository that is itself called "community" may keep its pages at its root.
        found.append(folder)
    return [*found, file] if os.path.lexists(file) and not _is_folder(file) else found


def _is_itself_a_community(folder: Path) -> bool:
    """Whether what lies in the folder is part of a community, not a community of its own."""
    return folder.name == FOLDER and not _is_repository(folder)


def _holds_toml(place: Path) -> bool:
    return not _is_folder(place) or is_symlink(place) or _tree_holds_toml(place)


def _has_pages(folder: Path) -> bool:
    # Imported here, for the models take a tenth of a second, and the app paints before it needs them.
    from commtui.model.kinds import KINDS

    files = {kind.about.file for kind in KINDS} - {FILE}
    folders = {kind.about.place.partition("/")[0] for kind in KINDS if kind.about.place}
    return any(os.path.lexists(folder / name) for name in files) or any(
        _tree_holds_toml(folder / name) for name in folders if _is_folder(folder / name)
    )


def _tree_holds_toml(folder: Path) -> bool:
    return any(each.files or each.linked or each.trouble for each in walk(folder))


def _is_repository(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")


def _is_folder(place: Path) -> bool:
    # Unlike Path.is_dir, False where a folder on the way may not be entered.
    return os.path.isdir(place)  # noqa: PTH112


def _real(place: Path) -> Path:
    """The absolute path: links on the way resolved, and one to a folder at its end, but not one to a file."""
    if place.name in {"", ".", ".."} or _is_folder(place):
        return Path(os.path.realpath(place))
    return Path(os.path.realpath(place.parent), place.name)


def own_metrics(home: Home) -> frozenset[str]:
    """The ids of the metrics that the community defines itself: the names of `metrics/*.sql` in its folder."""
    if home.is_file:
        return frozenset()
    try:
        found = list((home.place / "metrics").iterdir())
    except OSError:
        return frozenset()
    return frozenset(each.stem for each in found if each.suffix == ".sql" and not each.name.startswith("."))
