"""The task check: what is wrong with the plan, on its lines, and what the change says; no network, no token."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from action import telling
from action.comparing import Compared, compare
from action.context import Context, Outcome
from action.key_results import touched
from action.result import Result, is_sha, written
from action.trouble import TroubleError
from commtui.checks.diagnostic import SEVERITIES, Diagnostic
from commtui.checks.engine import check
from commtui.report.changes import json as changes_json
from commtui.report.changes import markdown as changes_markdown
from commtui.report.diagnostics import json as check_json
from commtui.report.diagnostics import text as check_text
from commtui.report.diagnostics.checked import Checked
from commtui.report.diagnostics.github import LEVELS, annotation
from commtui.report.records.markdown import escape
from commtui.report.style import Style
from commtui.report.workflow_commands import command
from commtui.store.changed_lines import is_changed
from commtui.store.load import no_collection

# The tenth says how many more there are.
MOST_SHOWN = 9
_PLAIN = Style()


def run(context: Context) -> Outcome:
    """Annotate, summarize, and leave the result for the task comment.

    Raises:
        TroubleError: There is no community in the checkout.
    """
    with no_collection():
        snapshot = context.load()
        if snapshot is None:
            raise TroubleError(
                "there is no community in the checkout: is actions/checkout run before, and `directory` right?"
            )
        checked = Checked(snapshot, tuple(check(snapshot, context.today(snapshot))))
        compared = compare(context.event, context.environment.get("GITHUB_REF", ""), snapshot)
        result = _result(context, checked, compared)
    context.output.say(check_text.render(checked, _PLAIN))
    _annotate(context, checked, compared)
    _summarize(context, checked, result, compared)
    errors, warnings = checked.count("error"), checked.count("warning")
    return Outcome(
        {
            "errors": str(errors),
            "warnings": str(warnings),
            "changed": ",".join(_changed_kinds(compared)),
            "result": str(context.result),
        },
        failed=bool(errors or (context.inputs.strict and warnings)),
    )


def _result(context: Context, checked: Checked, compared: Compared) -> Result:
    """What was found, as it is left in the file for the task comment."""
    event, comparison = context.event, compared.comparison
    sha = event.pull.head_sha if event.pull is not None else context.environment.get("GITHUB_SHA", "")
    raw = written(
        event.number if event.is_about_pull else None,
        sha if is_sha(sha) else "",
        check_json.render(checked, _PLAIN),
        changes_json.render(comparison, _PLAIN) if comparison is not None else None,
        list(touched(comparison)) if comparison is not None else [],
    )
    _write(context.result, raw)
    return Result.parse(raw)


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def _annotate(context: Context, checked: Checked, compared: Compared) -> None:
    """Of each severity at most as many as GitHub shows, those on changed lines first."""
    lines = compared.lines or {}

    def rank(found: Diagnostic) -> tuple[bool, Diagnostic]:
        return not is_changed(lines, found.file, found.line, found.end_line), found

    for severity in SEVERITIES:
        level = LEVELS[severity]
        found = sorted((each for each in checked.diagnostics if each.severity == severity), key=rank)
        for each in found[:MOST_SHOWN]:
            context.output.annotate(level, annotation(each))
        more = len(found) - MOST_SHOWN
        if more > 0:
            words = f"{more:,} more: see the summary of this run"
            context.output.annotate(level, command(level, words, {"title": "commtui"}))


def _summarize(context: Context, checked: Checked, result: Result, compared: Compared) -> None:
    link = telling.in_page(context.server, context.repository, result.head_sha or "HEAD")
    if compared.comparison is not None:
        words = changes_markdown.render(compared.comparison, _PLAIN)
    else:
        words = escape(compared.why)
    if compared.why:
        context.output.say(compared.why)
    # The file may hold fewer.
    whole = replace(result, findings=checked.diagnostics, count={each: checked.count(each) for each in SEVERITIES})
    context.output.summarize(telling.summary(whole, words, link))


def _changed_kinds(compared: Compared) -> list[str]:
    changes = compared.comparison.changes.changes if compared.comparison is not None else ()
    return sorted({each.kind.about.name for each in changes})
