"""Threads that are not there any more, and such as a download did not meet: found when the numbers differ."""

from __future__ import annotations

from functools import partial

from commtui.activity.github import questions
from commtui.activity.github.answers import Answer
from commtui.activity.github.finishing import finish
from commtui.activity.github.job import Job
from commtui.activity.github.questions import IDS_AT_ONCE, KINDS, Question, Wanted
from commtui.activity.github.saving import Batch, kept_by_kind, known_ids

# Asking whether a thread is there costs next to nothing, so that many are asked for at once.
_TIMES_AS_MANY = 20


def verify(job: Job) -> None:
    """Where GitHub counts fewer threads than we keep, see which are gone; where it counts more, see which we miss."""
    before = _differences(job)
    for name, difference in before.items():
        usual = job.state.differences.get(name, 0)
        # One that is gone and one that was not met would make up for each other.
        has_shrunk = name in job.shrunk
        if difference < usual or has_shrunk:
            _find_gone(job, name)
        if difference > usual or has_shrunk:
            _find_missing(job, name)
    # GitHub may count what it shows nobody; that is no reason to look again and again.
    if any(before[name] != job.state.differences.get(name, 0) for name in before):
        job.state.differences |= _differences(job)
        job.keep(Batch())


def _differences(job: Job) -> dict[str, int]:
    """How many more threads GitHub counts than we keep, by list."""
    names = [name for name in KINDS if name in job.totals and name not in job.skipped | job.unlisted]
    with job.cache.reading() as connection:
        kept = kept_by_kind(connection)
    return {name: job.totals[name] - kept.get(KINDS[name], 0) for name in names}


def _find_gone(job: Job, name: str) -> None:
    with job.cache.reading() as connection:
        left = known_ids(connection, KINDS[name])
    while left:
        answer = job.asker.ask(partial(_existing, left))
        asked, left = left[: answer.size * _TIMES_AS_MANY], left[answer.size * _TIMES_AS_MANY :]
        batch = Batch(gone=[id_ for place, id_ in enumerate(asked) if _is_gone(answer, place, job.state.id)])
        job.keep(batch)


def _existing(ids: list[str], size: int) -> Question:
    return questions.existing(ids[: size * _TIMES_AS_MANY])


def _is_gone(answer: Answer, place: int, repository: str | None) -> bool:
    part, number = f"t{place // IDS_AT_ONCE}", place % IDS_AT_ONCE
    node = (answer.data.get(part) or [])[number]
    if node and "id" in node:
        return str(node["repository"]["id"]) != repository
    # What we may not see for another reason may be there.
    return all(each.kind == "NOT_FOUND" for each in answer.faults_at(part, number))


def _whatever_size(question: Question, _: int) -> Question:
    return question


def _find_missing(job: Job, name: str) -> None:
    with job.cache.reading() as connection:
        known = set(known_ids(connection, KINDS[name]))
    after: str | None = None
    while True:
        question = questions.oldest(job.repository, {name: Wanted(IDS_AT_ONCE, after, light=True)})
        answer = job.asker.ask(partial(_whatever_size, question))
        found = (answer.data.get("repository") or {}).get(name)
        if not found:
            return
        job.state.unfinished |= {each["id"]: None for each in found["nodes"] if each and each["id"] not in known}
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"] or not after:
            break
    finish(job)
