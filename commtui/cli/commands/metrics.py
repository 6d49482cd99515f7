"""`commtui metrics`: what the community does, in numbers that open to what they were counted from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from commtui.cli.failure import Failure, nearest
from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout
from commtui.cli.writing import Writing, carry_out, refuse_writing, workspace_of, writes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from commtui.insight.live import Live, Source
    from commtui.model.when import Period
    from commtui.report.metrics.sheet import Sheet
    from commtui.store.snapshot import Snapshot

FORMATS = ("text", "json", "markdown")
_EVIDENCE = 20


def complete_metric(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of the metrics that begin with what was typed."""
    from commtui.metrics.definition import definitions

    return [each for each in definitions() if each.startswith(typed)]


@click.command
@click.argument("metrics", nargs=-1, metavar="[METRIC]...", shell_complete=complete_metric)
@click.option("--period", metavar="PERIOD", help="2026-Q3, 2026-H2, 2026 or 2026-11.  [default: this quarter]")
@click.option("--source", type=click.Choice(("git", "github")), help="Where from.  [default: github where it can be]")
@click.option(
    "--repository", metavar="OWNER/NAME", help="Which repository on GitHub.  [default: the plan's, or origin]"
)
@click.option("--offline", is_flag=True, help="Read nothing new: count what is known already.")
@click.option("--explain", metavar="METRIC", shell_complete=complete_metric, help="Open one number to its evidence.")
@click.option("--evidence", type=click.IntRange(0), default=_EVIDENCE, show_default=True, help="How much of it.")
@click.option("--save", is_flag=True, help="Keep the numbers in the plan, as measurements.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How numbers are written.")
@writes
@click.pass_context
def command(
    context: click.Context,
    metrics: tuple[str, ...],
    period: str | None,
    source: str | None,
    repository: str | None,
    offline: bool,
    explain: str | None,
    evidence: int,
    save: bool,
    format_: str,
    writing: Writing,
) -> None:
    """Count what the community does: all metrics, or those named, beside the periods before.

    From git it works in any clone, with no plan and no token. From GitHub it needs a token that may read: GITHUB_TOKEN,
    GH_TOKEN, or the one of `gh auth login`. What was read is kept in your cache folder, and only news are read again.

    json: {"period", "source", "metrics": [{"id", "value", "unit", "sample", "definition", ...}]}; a value that nothing
    could be counted from is null. The metric of --explain has "sql" and "evidence" too, without the names of people
    who are not listed.
    """
    from commtui.activity.errors import ActivityError
    from commtui.cli.progress import progress
    from commtui.insight.figures import countable
    from commtui.insight.live import Asked, open_live
    from commtui.metrics.definition import definitions
    from commtui.metrics.errors import MetricError

    settings = settings_of(context)
    if save:
        refuse_writing(context, writing)
    if save and writing.dry_run and format_ != "text":
        raise Failure(f"--dry-run shows a diff, which is no {format_}: leave out --format")
    snapshot = _snapshot(settings, needed=save)
    day = settings.day(snapshot)
    wanted = _period(period, day, snapshot)
    if wanted.first_day(snapshot.community.fiscal_year_starts) > day:
        raise Failure(f"{wanted} has not begun")
    names = [*metrics, *([explain] if explain else [])]
    _refuse_unknown(names, [*definitions(), *snapshot.metrics])
    asked = Asked(cast("Source | None", source), repository, refresh=not offline, follow=not offline)
    start = settings.dir if settings.dir is not None else Path()
    try:
        with progress() as told:
            live = open_live(snapshot, start, asked, told, settings.moment(snapshot))
        with live:
            _refuse_unknown(names, countable(live))
            sheet = _sheet(live, snapshot, wanted, day, set(names) or None)
            _show(sheet, live, settings, explain, evidence, format_)
    except (ActivityError, MetricError) as error:
        raise Failure(str(error)) from None
    for notice in live.notices:
        narrate(notice)
    if save:
        _save(context, sheet, writing)


def _snapshot(settings: Settings, *, needed: bool) -> Snapshot:
    """The plan; where there is none, an empty one will do, for git knows no plan."""
    from commtui.report.founding import folder_for
    from commtui.store.find import FOLDER, Home
    from commtui.store.snapshot import Snapshot

    try:
        return settings.load()
    except Failure:
        if needed or settings.dir is not None:
            raise
        root = folder_for(Path.cwd())
        return Snapshot(Home(root / FOLDER, root))


def _period(text: str | None, day: date, snapshot: Snapshot) -> Period:
    from commtui.model.when import Quarter, parse_period

    if text is None:
        return Quarter.containing(day, snapshot.community.fiscal_year_starts)
    found = parse_period(text)
    if found is None:
        raise Failure(f'"{text}" is no period such as 2026-Q3, 2026-H2, 2026 or 2026-11')
    return found


def _refuse_unknown(names: Iterable[str], known: Collection[str]) -> None:
    listed = f"there are {', '.join(known)}"
    for each in names:
        if each not in known:
            raise Failure(f'there is no metric "{each}"{nearest(each, list(known), listed)}')


def _sheet(live: Live, snapshot: Snapshot, period: Period, day: date, ids: set[str] | None) -> Sheet:
    from commtui.insight.climbing import climbs
    from commtui.insight.figures import figures
    from commtui.report.metrics.sheet import Sheet

    community = snapshot.community
    starts = community.fiscal_year_starts
    return Sheet(
        _name(snapshot, live),
        live.repository,
        live.source,
        period,
        period.first_day(starts),
        period.end(starts),
        day,
        community.promise_days,
        figures(live, period, ids),
        climbs(snapshot, period.end(starts)) if ids is None else (),
    )


def _name(snapshot: Snapshot, live: Live) -> str:
    """What the community is called; without a plan, the repository, which stands beside it whole."""
    from commtui.model.community import Community

    is_named = next(iter(snapshot.records(Community)), None) is not None
    return snapshot.community.name if is_named or not live.repository else live.repository.partition("/")[2]


def _show(sheet: Sheet, live: Live, settings: Settings, explain: str | None, evidence: int, format_: str) -> None:
    from importlib import import_module

    from commtui.report.metrics import explained
    from commtui.report.metrics import json as as_json

    style = style_for_stdout(settings)
    if explain is None or format_ == "markdown":
        say(import_module(f"commtui.report.metrics.{format_}").render(sheet, style), style)
        return
    figure = next(each for each in sheet.figures if each.definition.id == explain)
    # One more than is shown tells whether there are more.
    cases = live.engine.evidence(figure.definition, sheet.period, evidence + 1) if figure.known else ()
    shown = cases[:evidence]
    if format_ == "json":
        say(as_json.render(sheet, style, as_json.Opened(explain, shown)), style)
    else:
        say(explained.render(explained.Explained(sheet, figure, shown, len(cases) > evidence), style), style)


def _save(context: click.Context, sheet: Sheet, writing: Writing) -> None:
    """Keep the numbers as measurements; those of the period that are kept already are brought up to date."""
    from commtui.insight.keeping import keeping, written_by_people

    workspace = workspace_of(context)
    edits = keeping(workspace.snapshot, sheet.known, sheet.source, sheet.today)
    for each in written_by_people(workspace.snapshot, sheet.known):
        narrate(f"{each} of {sheet.period} stays as it is: someone wrote it into the plan")
    if edits:
        carry_out(context, workspace, writing, *edits)
    else:
        narrate("nothing changed: it is so already")
