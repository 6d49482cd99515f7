"""The task metrics: one issue a period that tells how the community does, or a comment where someone asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from action import reporting, sticky
from action.context import Context, Outcome
from action.event import Event
from action.proposal import propose
from action.report_issue import keep
from action.task import METRICS_LABEL
from action.trouble import TroubleError
from action.wire import GitHubError
from commtui.activity.errors import ActivityError
from commtui.insight.climbing import climbs
from commtui.insight.figures import figures
from commtui.insight.keeping import keeping
from commtui.insight.live import Asked, Live, Source, open_live
from commtui.model.when import Period, Quarter, parse_period
from commtui.report.metrics.markdown import origin
from commtui.report.metrics.sheet import Sheet
from commtui.store.errors import EditError
from commtui.store.find import Home
from commtui.store.snapshot import Snapshot
from commtui.store.workspace import Workspace

KIND = "metrics"


def run(context: Context) -> Outcome:
    """Count, and write the report of the period, or the summary of the issue or pull request that was labeled.

    Raises:
        TroubleError: There is nothing to count from, no such period, or what is here would be written elsewhere.
        GitHubError: GitHub refuses.
    """
    is_labeled = context.event.action == "labeled"
    if (is_labeled or context.inputs.save) and not context.is_at_home:
        what = "a label" if is_labeled else "what is saved"
        raise TroubleError(f"{what} is for this repository alone: of another one only the report can be written")
    snapshot = context.load() or _no_plan(context.workspace)
    period = _period(context, snapshot)
    with _live(context, snapshot) as live:
        for notice in live.notices:
            context.output.tell("notice", notice)
        sheet = _sheet(context, live, snapshot, period)
        if is_labeled:
            return _summary(context, live, sheet, snapshot)
        title, stable, moving = reporting.report(live, sheet, snapshot)
    context.output.summarize(f"# {title}\n\n{stable}\n\n{moving}\n")
    kept = keep(context.github, str(period), title, stable, moving)
    if kept.thread.url:
        context.output.say(f"report {kept.done}: {kept.thread.url}")
    if context.inputs.save:
        _save(context, sheet, snapshot)
    return Outcome({"url": kept.thread.url})


def _save(context: Context, sheet: Sheet, snapshot: Snapshot) -> None:
    """Propose the numbers as measurements; that it cannot be done is a warning beside the report."""
    home = context.home()
    if home is None:
        context.output.tell("warning", "no numbers are proposed: there is no plan in the checkout")
        return
    edits = keeping(snapshot, sheet.known, sheet.source, sheet.today)
    try:
        changes = Workspace(home).plan(*edits) if edits else ()
        files = {each.name: each.new for each in changes if each.new is not None}
        title = f"Measurements of {sheet.period}"
        words = f"{origin(sheet)}\n\nThey are proposed by the report; whether the plan keeps them is for you to say."
        proposed = propose(context.github, str(sheet.period), files, title, words)
    except (EditError, GitHubError) as error:
        context.output.tell("warning", f"no numbers are proposed: {error}")
        return
    context.output.say(f"{proposed.done} {proposed.url}".rstrip())


def _summary(context: Context, live: Live, sheet: Sheet, snapshot: Snapshot) -> Outcome:
    """One comment with the numbers; on a pull request also how long it waits itself."""
    number = context.event.number
    if number is None or context.event.label != METRICS_LABEL:
        raise TroubleError(f"there is nothing to do: it runs when the label {METRICS_LABEL} is put on")
    words = reporting.summary(live, sheet, snapshot, context.event.url if context.event.is_about_pull else "")
    posted = sticky.post(context.github, number, KIND, words)
    if posted.comment.url:
        context.output.say(f"comment {posted.done}: {posted.comment.url}")
    return Outcome({"url": posted.comment.url})


@contextmanager
def _live(context: Context, snapshot: Snapshot) -> Iterator[Live]:
    if not context.inputs.token and not context.inputs.dry_run:
        raise TroubleError("there is no token: pass `token: ${{ github.token }}`")
    source: Source | None = "github" if context.inputs.token else None
    asked = Asked(source, context.repository, own=runs_own_sql(context.event))
    environment = {**context.environment, "GITHUB_TOKEN": context.inputs.token}
    try:
        live = open_live(snapshot, context.workspace, asked, _Log(context), context.now, environment)
    except ActivityError as error:
        raise TroubleError(str(error)) from None
    with live:
        yield live


def runs_own_sql(event: Event) -> bool:
    """Whether the plan's own SQL runs: where a stranger may have a hand in what starts the run, none of it does."""
    return event.name in {"schedule", "workflow_dispatch"}


class _Log:
    """Tells each thousand in the log."""

    def __init__(self, context: Context) -> None:
        self._output = context.output
        self._last = ("", 0)

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Say how far a stage is."""
        if (stage, done // 1000) != self._last:
            self._last = (stage, done // 1000)
            self._output.say(f"{stage}: {done:,}" + (f" of {total:,}" if total is not None else ""))


def _period(context: Context, snapshot: Snapshot) -> Period:
    if not context.inputs.period:
        return Quarter.containing(context.today(snapshot), snapshot.community.fiscal_year_starts)
    found = parse_period(context.inputs.period)
    if found is None:
        raise TroubleError("the input period is no period such as 2026-Q4, 2026-H2, 2026 or 2026-11")
    return found


def _sheet(context: Context, live: Live, snapshot: Snapshot, period: Period) -> Sheet:
    community = snapshot.community
    starts = community.fiscal_year_starts
    return Sheet(
        community.name or context.repository,
        live.repository,
        live.source,
        period,
        period.first_day(starts),
        period.end(starts),
        context.today(snapshot),
        community.promise_days,
        figures(live, period),
        climbs(snapshot, period.end(starts)),
    )


def _no_plan(workspace: Path) -> Snapshot:
    """Numbers need no plan."""
    return Snapshot(Home(workspace, workspace))
