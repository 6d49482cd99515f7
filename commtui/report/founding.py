"""Begin a community's plan: where, called what, and its first files on disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from os.path import lexists
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from commtui.model.schema import as_text, file_schema
from commtui.model.text import Text
from commtui.report import skeleton
from commtui.report.automating import FOLDER as FOLDER_OF_WORKFLOWS
from commtui.report.automating import workflows
from commtui.report.skeleton import Founding
from commtui.store.find import FILE, FOLDER, repository_root
from commtui.store.git import GitError, Repository


class FoundingError(Exception):
    """Why no plan was begun."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made: the community's folder (of a single file: the one it lies in), and the names of its files."""

    place: Path
    files: Sequence[str]


def folder_for(here: Path) -> Path:
    """Where a plan belongs that is begun here: at the root of the repository, else here."""
    return repository_root(here) or here


def begin(folder: Path, today: date, *, name: str | None = None, single_file: bool = False) -> Begun:
    """Write the first files of a plan into a folder; without a name it is called like its repository, or the folder.

    Raises:
        FoundingError: There is a plan already, the name is not one line of text, or a file cannot be written. What is
            there is never touched.
    """
    for taken in (FOLDER, FILE):
        if lexists(folder / taken):
            raise FoundingError(f"{folder / taken} is there already, and is left as it is")
    founding = _founding(folder, name, today)
    if single_file:
        place, files = folder, skeleton.as_file(founding)
    else:
        place, files = folder / FOLDER, skeleton.as_folder(founding) | {skeleton.SCHEMA: as_text(file_schema())}
    _write_all({place / name: text for name, text in files.items()}, folder)
    return Begun(place, tuple(files))


def automate(folder: Path, action: str) -> tuple[list[str], list[str]]:
    """Write the workflows that run the Action into the repository of a folder: which were made, and which were there.

    Raises:
        FoundingError: A file cannot be written; then none is.
    """
    root = folder_for(folder)
    texts = {root / FOLDER_OF_WORKFLOWS / name: text for name, text in workflows(action).items()}
    new = {path: text for path, text in texts.items() if not lexists(path)}
    _write_all(new, root)
    return [each.name for each in new], [each.name for each in texts if each not in new]


def is_begun(folder: Path) -> bool:
    """Whether there is a plan in a folder already."""
    return any(lexists(folder / each) for each in (FOLDER, FILE))


def _founding(folder: Path, name: str | None, today: date) -> Founding:
    repository = _repository(folder)
    try:
        valid = TypeAdapter(Text).validate_python(name if name is not None else _named(folder, repository))
        valid.encode()  # a folder's name, or what was typed, may be no text at all
    except (ValidationError, UnicodeEncodeError):
        raise FoundingError("the name should be one line of text: say another with --name") from None
    return Founding(valid, repository, today)


def _repository(folder: Path) -> str | None:
    try:
        return Repository.around(folder).github()
    except GitError:
        return None


def _named(folder: Path, repository: str | None) -> str:
    return repository.partition("/")[2] if repository else folder.name or "Our community"


def _write_all(texts: Mapping[Path, str], folder: Path) -> None:
    """Write all the files, or leave the folder as it was."""
    made: list[Path] = []
    folders = {above for each in texts for above in each.parents if above.is_relative_to(folder)} - {folder}
    path = folder
    # Ctrl-C, too, must leave nothing that would be in the way of the next try.
    with ExitStack() as unless_written:
        unless_written.callback(_take_back, made, folders)
        try:
            for path, text in texts.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    made.append(path)
                    file.write(text)
        except OSError as error:
            raise FoundingError(f"{path} cannot be written: {error.strerror or error}") from None
        unless_written.pop_all()


def _take_back(made: Collection[Path], folders: Collection[Path]) -> None:
    for path in made:
        with suppress(OSError):
            path.unlink()
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()
