"""What all writing commands share: their options, and how an edit is made, told and committed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, refuse_nothing, refuse_read_only, settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.checks.diagnostic import Diagnostic
    from commtui.insight.changes import Told
    from commtui.report.changes.comparison import Comparison
    from commtui.store.edits import Edit
    from commtui.store.errors import EditError
    from commtui.store.git import Repository
    from commtui.store.history import Step
    from commtui.store.snapshot import Snapshot
    from commtui.store.workspace import Workspace

_REFUSED = 1
_COULD_NOT = 2
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


@dataclass(frozen=True, slots=True)
class _Committing:
    """Where a commit is to be made, and which files there were not as committed before the edit."""

    writing: Writing
    repository: Repository
    dirty: frozenset[Path]


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
        _refuse_bytes(*arguments, message, *others.values())
        command(*arguments, writing=Writing(dry_run, commit, message, sign_off), **others)

    return run


def _refuse_bytes(*given: object) -> None:
    """Refuse what was typed in another encoding: it is no text, and nothing that is written could hold it."""
    for each in given:
        if isinstance(each, tuple):
            _refuse_bytes(*each)
        if isinstance(each, str) and any("\udc80" <= character <= "\udcff" for character in each):
            raise Failure(f'"{each}" is not UTF-8')


def workspace_of(context: click.Context) -> Workspace:
    """The community as it is on disk, to be edited.

    Raises:
        Failure: There is none.
    """
    from commtui.store.workspace import Workspace

    settings = settings_of(context)
    workspace = Workspace(settings.home(), read_only=settings.read_only)
    refuse_nothing(workspace.snapshot)
    return workspace


def refuse_writing(context: click.Context, writing: Writing) -> None:
    """Refuse to write where nothing is to be written.

    Raises:
        Failure: `--read-only` is given, and no dry run.
    """
    if not writing.dry_run:
        refuse_read_only(settings_of(context), "; --dry-run shows what would be")


def carry_out(context: click.Context, workspace: Workspace, writing: Writing, *edits: Edit) -> None:
    """Make the edits, all of them or none, and say what they did.

    Raises:
        Failure: They were not made.
        Exit: They were refused, for other records refer to what would go.
    """
    from commtui.store.errors import EditError

    refuse_writing(context, writing)
    try:
        if writing.dry_run:
            _show(workspace, edits, settings_of(context))
        else:
            _write(workspace, writing, edits, settings_of(context))
    except EditError as error:
        _refuse(context, error, edits)


def _write(workspace: Workspace, writing: Writing, edits: Sequence[Edit], settings: Settings) -> None:
    """Edit, tell and commit in one turn, so that what others do meanwhile is in none of these."""
    from commtui.store.load import shown_name
    from commtui.store.turns import turn

    place = workspace.home.place
    with turn(place, shown_name(place, workspace.home)):
        committing = _committing(workspace, writing) if writing.commits else None
        before = workspace.reload()
        after = workspace.apply(*edits)
        step = workspace.undoable
        if step is None:
            narrate("nothing changed: it is so already")
            return
        comparison = _compared(before, after)
        _tell(workspace, step, comparison, settings)
        if committing is not None:
            _commit(committing, step, comparison)


def _show(workspace: Workspace, edits: Sequence[Edit], settings: Settings) -> None:
    from commtui.report.patch import render

    changes = workspace.plan(*edits)
    if not changes:
        narrate("nothing would change: it is so already")
        return
    style = style_for_stdout(settings)
    say(render(changes, style, harmless=style.columns is not None), style)


def _refuse(context: click.Context, error: EditError, edits: Sequence[Edit]) -> NoReturn:
    from commtui.report.refusals import reasons
    from commtui.store.edits import RemoveRecord
    from commtui.store.errors import ReferredError

    is_referred = isinstance(error, ReferredError)
    if is_referred:
        narrate("not removed, for other records refer to it:")
    for message, hint in reasons(error):
        narrate(f"{message}{f'; {hint}' if hint else ''}")
    if not is_referred:
        context.exit(_COULD_NOT)
    if any(isinstance(each, RemoveRecord) for each in edits):
        narrate("--unlink takes such references out where they may go; --cascade also removes what cannot be without")
    context.exit(_REFUSED)


def _compared(before: Snapshot, after: Snapshot) -> Comparison:
    from commtui.insight.changes import compare
    from commtui.report.changes.comparison import Comparison, SideOf

    return Comparison(SideOf("before", None, before), SideOf("now", None, after), compare(before, after))


def _tell(workspace: Workspace, step: Step, comparison: Comparison, settings: Settings) -> None:
    from commtui.report.changes.sentences import sentences
    from commtui.report.changes.voice import PLAIN
    from commtui.store.load import shown_name
    from commtui.store.unread import may_name

    for sentence in sentences(comparison, comparison.changes.changes, PLAIN):
        narrate(sentence)
    traces = sorted(step.traces, key=lambda each: each.path)
    for each in traces[:_MOST_FILES]:
        narrate(f"{'removed' if each.now is None else 'wrote'} {shown_name(each.path, workspace.home)}")
    if len(traces) > _MOST_FILES:
        narrate(f"and {len(traces) - _MOST_FILES:,} more files")
    for broken in may_name(comparison.head.snapshot, step.deeds):
        narrate(f"not looked at, for it cannot be read: {broken.name}")
    _warn(comparison, settings)


def _warn(comparison: Comparison, settings: Settings) -> None:
    """Tell the errors and warnings that a check finds in the records that the edit touched, and did not before."""
    found = _found_in(comparison.head.snapshot, [each.new for each in comparison.changes.changes], settings)
    if not found:
        return
    old = _found_in(comparison.base.snapshot, [each.old for each in comparison.changes.changes], settings)
    known = {(each.rule, each.message) for each in old}
    for each in found:
        if (each.rule, each.message) not in known:
            hint = f"; {each.hint}" if each.hint else ""
            narrate(f"{each.severity}: {each.file}:{each.line} {each.message}{hint}")


def _found_in(snapshot: Snapshot, entries: Sequence[Told | None], settings: Settings) -> list[Diagnostic]:
    from commtui.checks.engine import check

    touched = {(each.file.name, each.path) for each in entries if each is not None}
    files = {name for name, _ in touched}
    diagnostics = [
        each for each in check(snapshot, settings.day(snapshot)) if each.file in files and each.severity != "info"
    ]
    places = [snapshot.at(each.file, each.line) for each in diagnostics]
    return [
        each
        for each, place in zip(diagnostics, places, strict=True)
        if place is not None and (place.file.name, place.path) in touched
    ]


def _committing(workspace: Workspace, writing: Writing) -> _Committing:
    from commtui.store.git import GitError, Repository

    place = workspace.home.place
    if writing.message is not None and not writing.message.strip():
        raise Failure("nothing was written, for a commit needs a message")
    try:
        repository = Repository.around(place)
        repository.refuse_commit()
        return _Committing(writing, repository, frozenset(each.path for each in repository.dirty(place)))
    except GitError as error:
        raise Failure(f"nothing was written, for it could not be committed: {error}") from None


def _commit(committing: _Committing, step: Step, comparison: Comparison) -> None:
    from commtui.report.changes.message import message
    from commtui.store.git import GitError

    writing, repository = committing.writing, committing.repository
    paths = {Path(os.path.realpath(each.path.parent), each.path.name) for each in step.traces}
    words = writing.message if writing.message is not None else message(comparison)
    try:
        commit = repository.commit(paths, words, sign_off=writing.sign_off)
    except GitError as error:
        raise Failure(f"the files are written, but {error}") from None
    if commit is None:
        narrate("nothing to commit")
        return
    narrate(f"committed {commit[:12]}")
    for each in sorted(paths & committing.dirty):
        name = each.relative_to(repository.root).as_posix()
        narrate(f"{name} had changes that were not committed yet: they are in this commit too")
