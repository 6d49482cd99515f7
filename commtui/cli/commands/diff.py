"""`commtui diff`: what changed, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.insight.changes import Problem
    from commtui.report.changes.comparison import Comparison, SideOf
    from commtui.store.find import Home
    from commtui.store.git import Repository

FORMATS = ("text", "json", "markdown")
_HEAD = "HEAD"
_DISK = "the working tree"
_MOST_PROBLEMS = 10


@click.command
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How changes are written.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something changed.")
@click.pass_context
def command(context: click.Context, base: str | None, head: str | None, format_: str, *, exit_code: bool) -> None:
    """Tell what changed in the plan, in words.

    Without BASE it compares the last commit with the files on disk, with BASE that revision with them, and with HEAD
    two revisions; BASE..HEAD is the same, and BASE...HEAD begins where HEAD left BASE. How files are written, and which
    file a record stands in, is no change.

    json: {"base", "head", "changes", "summary", "problems"}; "summary" has sentences that are meant for publishing.

    markdown: safe in a comment; people with `listed = false` are not named.
    """
    from importlib import import_module

    from commtui.store.git import GitError

    settings = settings_of(context)
    try:
        comparison = _compared(settings, *_revisions(base, head))
    except GitError as error:
        raise Failure(str(error)) from None
    style = style_for_stdout(settings)
    say(import_module(f"commtui.report.changes.{format_}").render(comparison, style), style)
    _tell_problems(comparison)
    if exit_code and comparison.changes.changes:
        context.exit(1)


def _revisions(base: str | None, head: str | None) -> tuple[str, str | None, bool]:
    """The revisions to compare (None: the files on disk), and whether to begin at their merge base."""
    if base is None:
        return _HEAD, None, False
    dots = "..." if "..." in base else ".."
    if dots not in base:
        return base, head, False
    if head is not None:
        raise Failure(f"name two revisions, or a range such as {base}, but not both")
    one, _, other = base.partition(dots)
    return one or _HEAD, other or _HEAD, dots == "..."


def _compared(settings: Settings, base: str, head: str | None, from_merge_base: bool) -> Comparison:
    from commtui.insight.changes import compare
    from commtui.report.changes.comparison import Comparison, SideOf
    from commtui.store.revision import load_revision

    home, repository, no_community = _place(settings)
    if head is None and repository.is_bare:
        raise Failure("a bare repository has no working tree: name two revisions")
    commit = repository.commit_of(base)
    later = _head(repository, home, head)
    if from_merge_base and commit is not None and later.commit is not None:
        commit = repository.merge_base(commit, later.commit)
    earlier = SideOf(base, commit, load_revision(repository, commit, home, later.snapshot))
    if no_community is not None and not any(each.snapshot.files or each.snapshot.broken for each in (earlier, later)):
        raise no_community
    return Comparison(earlier, later, compare(earlier.snapshot, later.snapshot))


def _head(repository: Repository, home: Home, revision: str | None) -> SideOf:
    import os

    from commtui.report.changes.comparison import SideOf
    from commtui.store.load import load
    from commtui.store.revision import load_revision
    from commtui.store.snapshot import Snapshot

    if revision is not None:
        commit = repository.commit_of(revision)
        return SideOf(revision, commit, load_revision(repository, commit, home))
    # The last record may have been removed, and its folder with it.
    is_there = os.path.lexists(home.place)
    return SideOf(_DISK, None, load(home) if is_there else Snapshot(home))


def _place(settings: Settings) -> tuple[Home, Repository, Failure | None]:
    """Where the community is, or where it may have been if it is not on disk; why there is none on disk."""
    import os

    from commtui.store.find import FOLDER, Home
    from commtui.store.git import GitError, Repository

    try:
        home = settings.home()
        return home, Repository.around(home.place), None
    except Failure as failure:
        missing = failure
    place = Path(os.path.realpath(settings.dir or Path()))
    try:
        repository = Repository.around(place)
    except GitError:
        raise missing from None
    return Home(place if settings.dir else repository.root / FOLDER, repository.root), repository, missing


def _tell_problems(comparison: Comparison) -> None:
    sides = {"base": comparison.base.name, "head": comparison.head.name}
    where: dict[tuple[str, int, str], list[str]] = {}
    for each in comparison.changes.problems:
        where.setdefault(_what(each), []).append(sides[each.side])
    for (file, line, reason), names in list(where.items())[:_MOST_PROBLEMS]:
        narrate(f"not compared: {file}:{line} in {' and in '.join(names)}: {reason}")
    if len(where) > _MOST_PROBLEMS:
        narrate(f"not compared: {len(where) - _MOST_PROBLEMS} more")


def _what(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.reason
