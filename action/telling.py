"""What check found, as Markdown for the summary of a run and for a comment; text from files stays text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from action.key_results import Standing, Touched
from action.result import Result, ranked
from commtui.checks.diagnostic import SEVERITIES, Diagnostic, Severity
from commtui.model.words import plural
from commtui.report.diagnostics.text import NOUNS
from commtui.report.records.markdown import escape
from commtui.report.values import number, wanted

Link = Callable[[Diagnostic], str]

MOST_IN_COMMENT = 25
_SIGNS: dict[Severity, str] = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}


def comment(result: Result, link: Link, page: str) -> str:
    """The comment on a pull request; `page` is where all findings are told.

    It says nothing of commits, so that it stays the same where nothing changed.
    """
    words = result.sentences
    parts = [f"### The community's plan: {verdict(result.count)}"]
    if words:
        parts.append(_section("What changes", "\n".join(f"- {escape(each)}" for each in words)))
    elif words is not None:
        parts.append("Nothing changes in the plan.")
    parts += _of_both(result, link, MOST_IN_COMMENT, page)
    return "\n\n".join(parts) + "\n"


def summary(result: Result, changes: str, link: Link) -> str:
    """The summary of a run, with all findings; `changes` is Markdown that tells what changed, or why that is not
    known.
    """
    looked = f"{plural(result.files, 'file')}, {plural(result.records, 'record')}"
    parts = [f"## The community's plan: {verdict(result.count)}", f"{looked} looked at."]
    if changes:
        parts.append(_section("What changes", changes))
    parts += _of_both(result, link, len(result.findings), "")
    return "\n\n".join(parts) + "\n"


def verdict(count: dict[Severity, int]) -> str:
    """How many findings there are, in words."""
    counts = [plural(count[each], NOUNS[each]) for each in SEVERITIES if count[each]]
    return ", ".join(counts) if counts else "nothing to mend"


def in_page(server: str, repository: str, commit: str) -> Link:
    """Links to the lines of a commit's files."""
    return lambda found: f"{server}/{repository}/blob/{commit}/{quote(found.file)}#L{found.line}"


def in_pull(server: str, repository: str, pull: int) -> Link:
    """Links to the lines of a pull request's files, which stay the same for all of its commits."""

    def link(found: Diagnostic) -> str:
        name = hashlib.sha256(found.file.encode("utf-8", "surrogateescape")).hexdigest()
        return f"{server}/{repository}/pull/{pull}/files#diff-{name}R{found.line}"

    return link


def _of_both(result: Result, link: Link, most: int, page: str) -> Iterator[str]:
    if result.key_results:
        yield _section("Key results", "\n".join(_key_results(result.key_results)))
    if result.findings:
        shown = ranked(result.findings)[:most]
        yield _section("Findings", "\n".join(_findings(shown, link)))
        more = sum(result.count.values()) - len(shown)
        if more > 0:
            where = f" [are told in the run]({page})" if page else ""
            yield f"{more:,} more{where or ' are told in the log'}."


def _section(title: str, body: str) -> str:
    return f"**{title}**\n\n{body}"


def _findings(found: Iterable[Diagnostic], link: Link) -> Iterator[str]:
    yield "| | Where | What |"
    yield "|---|---|---|"
    for each in found:
        where = f"[{escape(f'{each.file}:{each.line}')}]({link(each)})"
        hint = f"<br>{escape(each.hint)}" if each.hint else ""
        yield f"| {_SIGNS[each.severity]} {NOUNS[each.severity]} | {where} | {escape(each.message)}{hint} |"


def _key_results(found: Sequence[Touched]) -> Iterator[str]:
    yield "| Goal | Key result | Judged by | Before | Now |"
    yield "|---|---|---|---|---|"
    for each in found:
        cells = (each.goal, each.title, _judged_by(each), _standing(each.before, each), _standing(each.now, each))
        yield f"| {' | '.join(map(escape, cells))} |"


def _judged_by(touched: Touched) -> str:
    if touched.judged_by != "metric":
        return touched.judged_by or "nothing yet"
    return f"{touched.metric} {wanted(touched.at_least, touched.at_most)}".strip()


def _standing(standing: Standing | None, touched: Touched) -> str:
    if standing is None:
        return "new"
    if touched.judged_by == "done":
        return "not known" if standing.share is None else "done" if standing.share >= 1 else "not done"
    share = f"{standing.share:.0%}" if standing.share is not None else ""
    if touched.judged_by == "score" or standing.value is None:
        return share or "not known"
    return f"{number(standing.value)}{f' ({share})' if share else ''}"
