"""Goals, and how their key results are judged."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import listed, quoted
from commtui.model.goal import Goal, KeyResult
from commtui.store.snapshot import Entry

_NEEDS_METRIC = ("at_least", "at_most", "baseline", "actual")
# The fields of each way, the one that is marked first.
_WAYS = {"metric": ("metric",), "score": ("score", "mid_score"), "done": ("done",)}


@rule("two-ways-to-judge", "error", "A key result is judged in one way: by a metric, a score, or done")
def two_ways_to_judge(context: Context) -> Iterator[Finding]:
    for entry, path, result in _key_results(context):
        ways = [way for way, fields in _WAYS.items() if _given(result, *fields)]
        if len(ways) > 1:
            last = next(field for field in _WAYS[ways[-1]] if _given(result, field))
            message = f"{_name(result)} is judged by {listed(ways)}, and there should be one way"
            yield Finding.on(entry, message, *path, last, hint="keep one of them")


@rule("target-without-metric", "error", "at_least, at_most, baseline and actual are numbers of a metric")
def target_without_metric(context: Context) -> Iterator[Finding]:
    for entry, path, result in _key_results(context):
        if result.metric is not None:
            continue
        for field in _NEEDS_METRIC:
            if _given(result, field):
                message = f'{_name(result)} has "{field}" and no metric'
                yield Finding.on(entry, message, *path, field, hint='say with "metric" what is measured')


@rule("metric-without-target", "warning", "A key result with a metric says what it is to reach")
def metric_without_target(context: Context) -> Iterator[Finding]:
    for entry, path, result in _key_results(context):
        if result.metric is not None and not _given(result, "at_least", "at_most"):
            message = f"{_name(result)} has a metric and nothing to reach"
            yield Finding.on(entry, message, *path, "metric", hint='add "at_least" or "at_most"')


@rule("impossible-target", "error", "What is to be reached is not at least one number and at most a smaller one")
def impossible_target(context: Context) -> Iterator[Finding]:
    for entry, path, result in _key_results(context):
        least, most = result.at_least, result.at_most
        if least is not None and most is not None and least > most:
            message = f"{_name(result)} is to be at least {least} and at most {most}: no number is both"
            yield Finding.on(entry, message, *path, "at_most", hint="swap the two, or keep one of them")


@rule("nothing-to-judge-by", "info", "A key result says how it is judged")
def nothing_to_judge_by(context: Context) -> Iterator[Finding]:
    for entry, path, result in _key_results(context):
        if not _given(result, "metric", "score", "mid_score", "done", *_NEEDS_METRIC):
            message = f"{_name(result)} has neither a metric, a score nor done"
            yield Finding.on(entry, message, *path, part="header", hint="add one when it is clear how to judge it")


@rule("moved-goal-not-continued", "warning", "A goal that moved is continued by another")
def moved_goal_not_continued(context: Context) -> Iterator[Finding]:
    index = context.index
    continued = {goal.continues for goal in context.snapshot.records(Goal)}
    continued.update(index.faulty("goal", "continues"))
    for entry in context.snapshot.of(Goal):
        goal = entry.record
        if goal.status == "moved" and goal.id not in continued and not index.hides(goal.id):
            hint = f'in the later goal: continues = "{goal.id}"'
            yield Finding.on(entry, f"The goal {quoted(goal.id)} moved, and no goal continues it", "status", hint=hint)


def _key_results(context: Context) -> Iterator[tuple[Entry[Goal], tuple[str, int], KeyResult]]:
    for entry in context.snapshot.of(Goal):
        for index, result in enumerate(entry.record.key_result):
            yield entry, ("key_result", index), result


def _given(result: KeyResult, *fields: str) -> bool:
    return any(getattr(result, field) is not None for field in fields)


def _name(result: KeyResult) -> str:
    return f"The key result {quoted(result.title)}"
