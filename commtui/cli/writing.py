"""What all writing commands share: their options, and how an edit is made, told and committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.report.changes.comparison import Comparison
    from commtui.store.edits import Edit
    from commtui.store.errors import EditError
    from commtui.store.git import Repository
    from commtui.store.snapshot import Snapshot
    from commtui.store.workspace import Workspace

_REFUSED = 1
_MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Writing:
    """How an edit is to be made: shown only, or made and committed."""

    dry_run: bool
    commit: bool
    message: str | None
    sign_off: bool

    @property
    def commits(self) -> bool:
        """Whether a commit is wanted; who gives it a message wants one."""
        return self.commit or self.message is not None or self.sign_off


def writes(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of writing, as its argument `writing`."""

    @click.option("--dry-run", is_flag=True, help="Show the change as a diff, and write nothing.")
    @click.option("--commit", is_flag=True, help="Commit the files that it changes, and nothing else; never push.")
    @click.option("-m", "--message", help="Commit with this message instead of one that tells the change.")
    @click.option("-s", "--sign-off", is_flag=True, help="Commit with a Signed-off-by line.")
    @wraps(command)
    def run(
        *arguments: object, dry_run: bool, commit: bool, message: str | None, sign_off: bool, **others: object
    ) -> None:
        command(*arguments, writing=Writing(dry_run, commit, message, sign_off), **others)

    return run


def workspace_of(context: click.Context) -> Workspace:
    """The community as it is on disk, to be edited.

    Raises:
        Failure: There is none.
    """
    from commtui.store.workspace import Workspace

    settings = settings_of(context)
    settings.load()
    return Workspace(settings.home(), read_only=settings.read_only)


def carry_out(context: click.Context, workspace: Workspace, writing: Writing, *edits: Edit) -> None:
    """Make the edits, all of them or none, and say what they did.

    Raises:
        Failure: They were not made.
        Exit: They were refused, for other records refer to what would go.
    """
    from commtui.store.errors import EditError, EditRefusedError

    repository = _repository(workspace) if writing.commits else None
    before = workspace.snapshot
    try:
        if writing.dry_run:
            _show(workspace, edits, settings_of(context))
            return
        if not edits:
            raise EditRefusedError("nothing to do: name a FIELD=VALUE")
        after = workspace.apply(*edits)
    except EditError as error:
        _refuse(context, error)
    if after is before or workspace.undoable is None:
        narrate("nothing changed: it is so already")
        return
    comparison = _compared(before, after)
    _tell(workspace, comparison, settings_of(context))
    if repository is not None:
        _commit(repository, workspace, writing, comparison)


def _show(workspace: Workspace, edits: Sequence[Edit], settings: Settings) -> None:
    from commtui.report.patch import render

    changes = workspace.plan(*edits)
    if not changes:
        narrate("nothing would change: it is so already")
        return
    style = style_for_stdout(settings)
    say(render(changes, style, harmless=style.columns is not None), style)


def _refuse(context: click.Context, error: EditError) -> None:
    from commtui.report.refusals import reasons
    from commtui.store.errors import ReferredError

    told = [f"{message}{f'; {hint}' if hint else ''}" for message, hint in reasons(error)]
    if not isinstance(error, ReferredError):
        raise Failure("\n".join(told)) from None
    narrate("not removed, for other records refer to it:")
    for each in told:
        narrate(each)
    narrate("--unlink takes such references out where they may go; --cascade also removes what cannot be without")
    context.exit(_REFUSED)


def _compared(before: Snapshot, after: Snapshot) -> Comparison:
    from commtui.insight.changes import compare
    from commtui.report.changes.comparison import Comparison, SideOf

    return Comparison(SideOf("before", None, before), SideOf("now", None, after), compare(before, after))


def _tell(workspace: Workspace, comparison: Comparison, settings: Settings) -> None:
    from commtui.report.changes.sentences import sentences
    from commtui.report.changes.voice import PLAIN
    from commtui.store.load import shown_name

    for sentence in sentences(comparison, comparison.changes.changes, PLAIN):
        narrate(sentence)
    step = workspace.undoable
    traces = step.traces if step is not None else ()
    for each in traces[:_MOST_FILES]:
        narrate(f"{'removed' if each.now is None else 'wrote'} {shown_name(each.path, workspace.home)}")
    if len(traces) > _MOST_FILES:
        narrate(f"and {len(traces) - _MOST_FILES:,} more files")
    _warn(comparison, settings)


def _warn(comparison: Comparison, settings: Settings) -> None:
    """Tell the errors and warnings of a check in the records that the edit touched."""
    from commtui.checks.engine import check

    snapshot = comparison.head.snapshot
    touched = {(each.new.file.name, each.new.path) for each in comparison.changes.changes if each.new is not None}
    files = {name for name, _ in touched}
    for found in check(snapshot, settings.day(snapshot)):
        if found.file not in files or found.severity == "info":
            continue
        at = snapshot.at(found.file, found.line)
        if at is not None and (at.file.name, at.path) in touched:
            hint = f"; {found.hint}" if found.hint else ""
            narrate(f"{found.severity}: {found.file}:{found.line} {found.message}{hint}")


def _repository(workspace: Workspace) -> Repository:
    from commtui.store.git import GitError, Repository

    try:
        return Repository.around(workspace.home.place)
    except GitError as error:
        raise Failure(f"nothing was written, for it could not be committed: {error}") from None


def _commit(repository: Repository, workspace: Workspace, writing: Writing, comparison: Comparison) -> None:
    from commtui.report.changes.message import message
    from commtui.store.git import GitError

    step = workspace.undoable
    paths = [each.path for each in step.traces] if step is not None else []
    words = writing.message if writing.message is not None else message(comparison)
    try:
        commit = repository.commit(paths, words, sign_off=writing.sign_off)
    except GitError as error:
        raise Failure(f"the files are written, but {error}") from None
    narrate(f"committed {commit[:12]}" if commit else "nothing to commit")
