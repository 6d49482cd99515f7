"""`commtui ready`: who may come to the next rung, with the evidence; people decide."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from commtui.cli.commands.thank import complete_person
from commtui.cli.failure import Failure
from commtui.cli.names import person_named
from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout

if TYPE_CHECKING:
    from collections.abc import Callable

    from commtui.insight.live import Asked, Live, Source
    from commtui.insight.tallies import Tallies
    from commtui.report.ready.sheet import Origin
    from commtui.store.snapshot import Snapshot

FORMATS = ("text", "json", "markdown")


@click.command
@click.argument("person", required=False, shell_complete=complete_person)
@click.option("--source", type=click.Choice(("git", "github")), help="Where from.  [default: github where it can be]")
@click.option(
    "--repository", metavar="OWNER/NAME", help="Which repository on GitHub.  [default: the plan's, or origin]"
)
@click.option("--refresh", is_flag=True, help="Read first what is new.  [default: what was read before]")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How it is written.")
@click.pass_context
def command(
    context: click.Context,
    person: str | None,
    source: str | None,
    repository: str | None,
    refresh: bool,
    format_: str,
) -> None:
    """Tell who is ready for the next rung, as far as it can be counted, and with the evidence.

    A PERSON is an id of the plan, or @login; of one, all is told. It counts what `commtui metrics` or the app has
    read before, and says how old that is; where that was git alone, new commits of the clone are read too, and nothing
    else. Where nothing was read, the plan alone tells. It proposes, and people decide.

    json: {"people": [{"person", "ladder", "rung" (null: none yet), "next", "ready", "requirements": [{"text", "met"
    (null: a person must judge, or nobody knows), "have", "need", "evidence": [{"url", "title", "date"}], ...}]}], ...},
    one entry for each rung within reach; tenure is in months.

    markdown: safe to publish; people with `listed = false` are left out.
    """
    from importlib import import_module

    from commtui.insight.ready import candidates
    from commtui.model.ladder import Ladder
    from commtui.report.ready.sheet import Sheet
    from commtui.report.records.selection import Selection
    from commtui.report.records.text import note_on_rejected
    from commtui.report.unlisted import Unlisted

    settings = settings_of(context)
    snapshot = settings.load()
    unlisted = Unlisted.of(snapshot)
    id_ = _person(snapshot, person) if person is not None else None
    if id_ is not None and id_ in unlisted and format_ == "markdown":
        raise Failure(f'"{person}" is not listed, and is never published')
    day = settings.day(snapshot)
    found = _counted(snapshot, settings, day, cast("Source | None", source), repository, refresh=refresh)
    tallies, origin = found if found is not None else (None, None)
    sheet = Sheet(
        snapshot.community.name or snapshot.home.base.name,
        day,
        datetime.now(UTC).replace(tzinfo=None),
        origin,
        candidates(snapshot, day, tallies, None if id_ is None else {id_}),
        unlisted,
        single=id_ is not None,
        ladders=len(snapshot.of(Ladder)),
    )
    style = style_for_stdout(settings)
    say(import_module(f"commtui.report.ready.{format_}").render(sheet, style), style)
    narrate(note_on_rejected(Selection.everything(snapshot)))


def _person(snapshot: Snapshot, name: str) -> str:
    """The id of a person who can stand on a ladder."""
    found = person_named(snapshot, name)
    if found.kind != "human":
        raise Failure(f'"{name}" is no person but of the kind {found.kind}: ladders are for people')
    return found.id


def _counted(
    snapshot: Snapshot, settings: Settings, day: date, source: Source | None, repository: str | None, *, refresh: bool
) -> tuple[Tallies, Origin] | None:
    """What people did, and where that comes from; None where nothing of it is known.

    Raises:
        Failure: It was to be read, and cannot be.
    """
    from commtui.activity.errors import ActivityError
    from commtui.cli.progress import progress
    from commtui.insight.live import open_live
    from commtui.insight.tallies import tallies
    from commtui.metrics.engine import LIMIT
    from commtui.model.person import Person
    from commtui.report.ready.sheet import Origin

    start = settings.dir if settings.dir is not None else Path()

    def opened(asked: Asked) -> Live:
        with progress() as told:
            return open_live(snapshot, start, asked, told)

    try:
        live = _opened(opened, source, repository, refresh=refresh)
    except ActivityError as error:
        if refresh:
            raise Failure(str(error)) from None
        narrate(f"told from the plan alone: {error.reason}; `commtui ready --refresh` reads it first")
        return None
    with live:
        sources = live.engine.sources
        found = tallies(live, snapshot, snapshot.records(Person), day, LIMIT)
        seen_at = sources.git_seen_at if live.source == "git" else sources.github_seen_at
    for notice in live.notices:
        narrate(notice)
    return found, Origin(live.source, live.repository, seen_at)


def _opened(opened: Callable[[Asked], Live], source: Source | None, repository: str | None, *, refresh: bool) -> Live:
    """What was asked for; where nobody said what, and nothing of the best is kept, what is kept of git."""
    from commtui.activity.errors import ActivityError
    from commtui.insight.live import Asked

    try:
        return opened(Asked(source, repository, refresh=refresh))
    except ActivityError as error:
        if refresh or source is not None or repository is not None:
            raise
        try:
            return opened(Asked("git", refresh=False))
        except ActivityError:
            raise error from None
