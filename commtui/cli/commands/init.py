"""`commtui init`: begin a community's plan."""

from __future__ import annotations

from pathlib import Path

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import refuse_read_only, settings_of
from commtui.cli.terminal import narrate


@click.command
@click.option("--single-file", is_flag=True, help="One community.toml instead of a folder: for a small community.")
@click.option("--name", help="What people call the community; without it, the folder's name.")
@click.option("--workflow", is_flag=True, help="Also write the GitHub workflows: check, comment, welcome, metrics.")
@click.option("--action", metavar="OWNER/NAME@REF", help="The Action that they use.  [default: commtui/commtui@v1]")
@click.pass_context
def command(context: click.Context, single_file: bool, name: str | None, workflow: bool, action: str | None) -> None:
    """Begin a community's plan here.

    Makes community/ at the root of the repository, or in this folder where there is none, or in the folder that --dir
    names. Nothing that is there already is touched: with --workflow, where there is a plan, only workflows are made.
    """
    from datetime import datetime

    from commtui.report.founding import FoundingError, begin, is_begun
    from commtui.report.skeleton import GIT_ATTRIBUTES

    settings = settings_of(context)
    refuse_read_only(settings)
    today = settings.today or datetime.now().astimezone().date()
    folder = _folder(settings.dir)
    if workflow or action is not None:
        _automate(folder, action)
        if is_begun(folder):
            return
    try:
        begun = begin(folder, today, name=name, single_file=single_file)
    except FoundingError as error:
        raise Failure(str(error)) from None
    narrate(f"began {begun.place}: {', '.join(begun.files)}")
    narrate("next: `commtui` opens the plan, `commtui check` checks it, `commtui demo` shows a whole one")
    narrate(f"for the same line ends everywhere, put this line into .gitattributes: {GIT_ATTRIBUTES}")


def _automate(folder: Path, action: str | None) -> None:
    from commtui.report.automating import ACTION, is_action, is_pinned
    from commtui.report.automating import FOLDER as WORKFLOWS
    from commtui.report.founding import FoundingError, automate

    if action is not None and not is_action(action):
        raise Failure(f'"{action}" is no action such as {ACTION}')
    try:
        made, there = automate(folder, action or ACTION)
    except FoundingError as error:
        raise Failure(str(error)) from None
    if made:
        narrate(f"wrote into {WORKFLOWS}: {', '.join(made)}; read them, and commit what you want to run")
        if not is_pinned(action or ACTION):
            pinned = f"{(action or ACTION).partition('@')[0]}@COMMIT"
            narrate(f"{action or ACTION} is a tag or a branch, which can be moved: --action {pinned} pins one")
    if there:
        narrate(f"there already, and left as they are: {', '.join(there)}")


def _folder(asked: Path | None) -> Path:
    from commtui.report.founding import folder_for

    if asked is None:
        return folder_for(Path.cwd())
    if not asked.is_dir():
        raise Failure(f"no such folder: {asked}")
    return asked.absolute()
