"""`commtui init`: begin a community's plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import settings_of
from commtui.cli.terminal import narrate

if TYPE_CHECKING:
    from commtui.report.skeleton import Founding


@click.command
@click.option("--single-file", is_flag=True, help="One community.toml instead of a folder: for a small community.")
@click.option("--name", help="What people call the community; without it, the folder's name.")
@click.pass_context
def command(context: click.Context, single_file: bool, name: str | None) -> None:
    """Begin a community's plan here.

    Makes community/ at the root of the repository, or in this folder where there is none, or in the folder that --dir
    names. Nothing that is there already is touched.
    """
    from commtui.report import skeleton

    folder = _folder(settings_of(context).dir)
    _refuse_second(folder)
    founding = _founding(folder, name, context)
    if single_file:
        files, place = skeleton.as_file(founding), folder
    else:
        files, place = skeleton.as_folder(founding) | {skeleton.SCHEMA: _schema()}, folder / "community"
    for path, text in files.items():
        _write(place / path, text)
    narrate(f"began {place}: {', '.join(files)}")
    narrate("next: `commtui` opens the plan, `commtui check` checks it, `commtui demo` shows a whole one")
    narrate(f"for the same line ends everywhere, put this line into .gitattributes: {skeleton.GIT_ATTRIBUTES}")


def _folder(asked: Path | None) -> Path:
    from commtui.store.find import repository_root

    if asked is None:
        here = Path.cwd()
        return repository_root(here) or here
    if not asked.is_dir():
        raise Failure(f"no such folder: {asked}")
    return asked.absolute()


def _refuse_second(folder: Path) -> None:
    from os.path import lexists

    for name in ("community", "community.toml"):
        if lexists(folder / name):
            raise Failure(f"{folder / name} is there already, and is left as it is")


def _founding(folder: Path, name: str | None, context: click.Context) -> Founding:
    from datetime import datetime

    from pydantic import TypeAdapter, ValidationError

    from commtui.model.text import Text
    from commtui.report.skeleton import Founding

    repository = _repository(folder)
    try:
        name = TypeAdapter(Text).validate_python(name if name is not None else _named(folder, repository))
    except ValidationError:
        raise Failure("the name should be one line of text: say another with --name") from None
    today = settings_of(context).today or datetime.now().astimezone().date()
    return Founding(name, repository, today)


def _repository(folder: Path) -> str | None:
    from commtui.store.git import GitError, Repository

    try:
        return Repository.around(folder).github()
    except GitError:
        return None


def _named(folder: Path, repository: str | None) -> str:
    return repository.partition("/")[2] if repository else folder.name or "Our community"


def _schema() -> str:
    from commtui.model.schema import as_text, file_schema

    return as_text(file_schema())


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror or error}") from None
