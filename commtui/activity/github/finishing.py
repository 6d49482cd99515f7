"""The rests of long timelines, and the threads that an answer left out: fetched by their ids, many at once."""

from __future__ import annotations

from commtui.activity.github import questions
from commtui.activity.github.answers import Answer, StaleCursorError, TroubleError
from commtui.activity.github.asking import SMALLEST
from commtui.activity.github.job import Job, mendable, understood
from commtui.activity.github.questions import Rest
from commtui.activity.github.saving import Batch

AT_ONCE = 50


def finish(job: Job, *, at_least: int = 1) -> None:
    """Fetch what is unfinished, as long as there are so many to fetch at once."""
    while True:
        ids = [each for each in job.state.unfinished if each not in job.open and not job.is_given_up(each)]
        rests = [rest for each in job.open.values() for rest in each.rests]
        if len(ids) >= at_least:
            _fetch_threads(job, ids)
        elif len(rests) >= at_least:
            _fetch_rests(job, rests)
        else:
            return


def _fetch_threads(job: Job, ids: list[str]) -> None:
    # One that failed is asked for alone, and last.
    chunk = [each for each in ids if each not in job.failures][:AT_ONCE] or ids[:1]
    try:
        answer = job.asker.ask(lambda size: questions.threads(chunk[:size]))
    except TroubleError as trouble:
        _fail_all(job, chunk, trouble)
        return
    batch = Batch()
    with understood():
        _take_threads(job, chunk[: answer.size], answer, batch)
    job.keep(batch)


def _take_threads(job: Job, ids: list[str], answer: Answer, batch: Batch) -> None:
    for place, (id_, node) in enumerate(zip(ids, answer.data["nodes"], strict=True)):
        if mendable(answer.faults_at("nodes", place)):
            job.fail(id_)
        elif not node or "id" not in node or node["repository"]["id"] != job.state.id:
            job.lose(id_, batch)
        else:
            # Under another id, it would be asked for again and again.
            job.state.unfinished.pop(id_, None)
            job.meet_any(node, batch)


def _fetch_rests(job: Job, rests: list[Rest]) -> None:
    chunk = [each for each in rests if each.thread not in job.failures][:AT_ONCE] or rests[:1]
    try:
        answer = job.asker.ask(lambda size: questions.rests(chunk[:size]))
    except TroubleError as trouble:
        _fail_all(job, [each.thread for each in chunk], trouble)
        return
    except StaleCursorError:
        _begin_again(job, chunk)
        return
    batch = Batch()
    with understood():
        _take_rests(job, chunk[: answer.size], answer, batch)
    for each in [each for each in job.open.values() if each.is_complete]:
        job.finish(each, batch)
    job.keep(batch)


def _take_rests(job: Job, rests: list[Rest], answer: Answer, batch: Batch) -> None:
    for place, rest in enumerate(rests):
        found = job.open.get(rest.thread)
        if found is None:
            continue
        node = answer.data.get(f"t{place}")
        if mendable(answer.faults_at(f"t{place}")):
            job.fail(rest.thread)
        elif node:
            found.take(rest, node)
        elif rest.node == rest.thread:
            job.lose(rest.thread, batch)
        else:
            # A comment that was deleted meanwhile.
            found.rests.remove(rest)


def _begin_again(job: Job, chunk: list[Rest]) -> None:
    for id_ in {each.thread for each in chunk}:
        job.fail(id_)
        job.open.pop(id_, None)


def _fail_all(job: Job, ids: list[str], trouble: TroubleError) -> None:
    """At the smallest size GitHub stumbled over these; each has to be asked for alone.

    Raises:
        TroubleError: It cannot be reached at all.
    """
    if trouble.down:
        raise trouble
    for id_ in ids[:SMALLEST]:
        job.fail(id_)
