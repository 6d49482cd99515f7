"""Threads, releases and onlookers of a repository on GitHub, as far as they are new or changed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime

from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError, Outcome
from commtui.activity.github import questions
from commtui.activity.github.answers import Answer, Json, StaleCursorError, TroubleError
from commtui.activity.github.asking import LONGEST_WAIT, SMALLEST, Asker, Clock
from commtui.activity.github.finishing import AT_ONCE, finish
from commtui.activity.github.job import STAGE, Job, mendable, understood
from commtui.activity.github.missing import verify
from commtui.activity.github.questions import (
    DISCUSSIONS,
    INTERESTS,
    ISSUES,
    KINDS,
    RELEASES,
    WATCHERS,
    Repository,
    Wanted,
)
from commtui.activity.github.saving import LISTS, Batch, State, end, forget, kept_interests, kept_threads, load
from commtui.activity.github.stories import interests, release_row
from commtui.activity.github.walks import Walk
from commtui.activity.progress import Progress

# To see whether anything changed.
_LOOK = 10
_LARGEST_LIST = 100
# What changes while a long download runs is met by looking again; in a busy place, that has to end some time.
_LOOKS = 3
_STALE = 3
# So often, a page may be too much for GitHub even at its smallest.
_LIGHTS = 3
# So many times as many onlookers may be kept as there are.
_TOO_MANY = 1.02
_WORDS = {"pullRequests": "pull requests"}


def read_github(
    cache: Cache,
    access: Access,
    repository: str,
    progress: Progress,
    clock: Clock | None = None,
    longest_wait: float = LONGEST_WAIT,
) -> Outcome:
    """Bring the cache up to date with a repository, named `owner/name`; `longest_wait` is in seconds, for all waits.

    Raises:
        ActivityError: It cannot be read to the end; what was fetched is kept, and the next time goes on from there.
    """
    access.required()
    clock = clock or Clock()
    with closing(Asker(access, progress, clock, longest_wait)) as asker:
        job = _job(cache, asker, repository, clock.now())
        _download(job)
    return Outcome(tuple(job.notices))


def _job(cache: Cache, asker: Asker, repository: str, now: float) -> Job:
    with cache.reading() as connection:
        state, kept = load(connection), kept_threads(connection)
    state.began = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if state.size:
        asker.size.now = state.size
    return Job(cache, asker, asker.progress, Repository(repository, state.id), state, kept)


def _download(job: Job) -> None:
    pages = _walk(job, LISTS)
    for _ in range(_LOOKS):
        if pages <= 1:
            break
        pages = _walk(job, KINDS)
    _forget_onlookers(job)
    finish(job)
    verify(job)
    with job.cache.writing() as connection:
        end(connection, job.state)
    job.progress.tell(STAGE, job.done, job.done)


def _forget_onlookers(job: Job) -> None:
    """Who looks on no more is in no list: where more are kept than there are, all are read anew.

    In a long list someone always leaves, so that a few do not count.
    """
    with job.cache.reading() as connection:
        kept = kept_interests(connection)
    names = [name for name in INTERESTS if name in job.totals]
    wrong = [name for name in names if kept.get(INTERESTS[name], 0) > job.totals[name] * _TOO_MANY]
    if wrong:
        job.state.walks |= dict.fromkeys(wrong, Walk())
        job.keep(Batch(forgotten=[INTERESTS[name] for name in wrong]))
        _walk(job, wrong)


def _walk(job: Job, names: Iterable[str]) -> int:
    """Read lists from the top to what was seen before; how many pages that took."""
    for name in names:
        job.state.walks[name] = job.state.walks[name].begun()
    pages = stale = 0
    while left := [name for name in LISTS if job.state.walks[name].gaps and name not in job.skipped]:
        try:
            pages += _page(job, left)
        except StaleCursorError:
            stale += 1
            if stale > _STALE:
                raise ActivityError("GitHub forgets its own pages", "try again later") from None
            job.state.walks |= {name: job.state.walks[name].restarted() for name in left}
        finish(job, at_least=AT_ONCE)
    return pages


def _page(job: Job, names: list[str]) -> bool:
    """Read the next page of each list; whether there was one."""
    light = False
    try:
        answer = job.asker.ask(lambda size: questions.page(job.repository, _wanted(job, names, size)))
    except TroubleError as trouble:
        job.lights += 1
        if trouble.down or job.lights > _LIGHTS:
            raise
        # Some thread may be too much for GitHub: see what there is, and fetch each by its id.
        names, light = [name for name in names if name in KINDS] or names, True
        answer = job.asker.ask(lambda size: questions.page(job.repository, _wanted(job, names, size, light=True)))
    found = answer.data.get("repository")
    if not found or "id" not in found:
        if not _skip_refused(job, names, answer):
            _not_found(job, answer)
        return False
    if _is_another(job, found):
        return False
    batch = Batch()
    with understood():
        _recognize(job, found)
        for name in names:
            if found.get(name) is None:
                _skip(job, name, answer)
            else:
                _take(job, name, found[name], answer, batch, light=light)
    _expect(job)
    job.keep(batch)
    return True


def _wanted(job: Job, names: Iterable[str], size: int, *, light: bool = False) -> dict[str, Wanted]:
    return {name: _next(job, name, size, light=light and name in KINDS) for name in names}


def _next(job: Job, name: str, size: int, *, light: bool) -> Wanted:
    walk = job.state.walks[name]
    first = size if name in KINDS else min(_LARGEST_LIST, size * 4)
    if name == DISCUSSIONS:
        # Their replies cost more.
        first = max(SMALLEST, size // 2)
    if walk.is_look and name != RELEASES:
        first = min(first, _LOOK)
    return Wanted(first, walk.gaps[0].after, light)


def _skip_refused(job: Job, names: list[str], answer: Answer) -> bool:
    """Whether there is nothing for the sake of some lists; then they are left out."""
    refused = [name for name in names if answer.faults_at("repository", name)]
    for name in refused:
        _skip(job, name, answer)
    return bool(refused)


def _skip(job: Job, name: str, answer: Answer) -> None:
    faults = answer.faults_at("repository", name)
    job.skipped.add(name)
    # What it says of a refusal helps; of a fault of its own it says nothing that does.
    why = next((f": {each.message}" for each in faults if each.is_refusal), "")
    job.tell(f"GitHub does not show the {_words(name)} now{why}")


def _not_found(job: Job, answer: Answer) -> None:
    """Ask for it by its name, if that was not done.

    Raises:
        ActivityError: That was done.
    """
    refusals = [each for each in answer.faults if each.kind != "NOT_FOUND"]
    if refusals:
        raise ActivityError(f"GitHub refuses: {refusals[0].message}", "the token needs the right to read here")
    if job.repository.id is not None:
        job.repository = Repository(job.repository.name)
        return
    raise ActivityError(
        f"GitHub knows no repository {job.repository.name}, or it is private and this token may not see it",
        "check the name, and what the token may read",
    )


def _is_another(job: Job, found: Json) -> bool:
    """Whether the one of this name took the place of the one we knew, which is forgotten then."""
    if job.state.id is None or job.state.id == found["id"]:
        return False
    job.tell(f"{job.repository.name} is another repository than before: all is read anew")
    with job.cache.writing() as connection:
        forget(connection)
    job.state = State(began=job.state.began, walks={name: Walk().begun() for name in LISTS})
    job.open.clear()
    job.kept_before = 0
    return True


def _recognize(job: Job, found: Json) -> None:
    """Follow the repository by its id from now on, and tell what is special about it."""
    asked = job.repository.name
    job.state.id, job.state.name = found["id"], found["nameWithOwner"]
    job.repository = Repository(asked, found["id"])
    if found["nameWithOwner"].lower() != asked.lower():
        job.tell(f"{asked} is called {found['nameWithOwner']} now")
    if found["isArchived"]:
        job.tell(f"{asked} is archived: nothing new will come")
    if not found["hasIssuesEnabled"]:
        job.unlisted.add(ISSUES)
        job.tell(f"issues are switched off in {asked}")
    if not found["hasDiscussionsEnabled"]:
        job.unlisted.add(DISCUSSIONS)


def _take(job: Job, name: str, connection: Json, answer: Answer, batch: Batch, *, light: bool) -> None:
    walk, after = job.state.walks[name], _after(connection)
    job.totals[name] = total = int(connection["totalCount"])
    if walk.has_shrunk(total):
        job.shrunk.add(name)
    if name in KINDS:
        times = _threads(job, name, connection, answer, batch, light=light)
    elif name == RELEASES:
        rows = [row for each in connection["nodes"] or () if each and (row := release_row(each))]
        batch.releases += rows
        batch.is_all_releases = walk.gaps[0].after is None and after is None
        times = []
    else:
        onlookers = list(interests(name, connection))
        batch.actors += [actor for actor, _, _ in onlookers]
        batch.interests += [row for _, row, _ in onlookers]
        times = [since for _, _, since in onlookers if since]
    is_counted = name in (RELEASES, WATCHERS)
    job.state.walks[name] = walk.counted(after, total) if is_counted else walk.walked(times, after, total)


def _threads(job: Job, name: str, connection: Json, answer: Answer, batch: Batch, *, light: bool) -> list[str]:
    """Take the threads of a page; when they were changed."""
    until = job.state.walks[name].gaps[0].until or ""
    whole: dict[str, str] = {}
    missing = 0
    for place, node in enumerate(connection["nodes"] or ()):
        if node is None:
            missing += 1
        elif node["updatedAt"] < until:
            # It is kept already, or among the unfinished.
            whole[node["id"]] = node["updatedAt"]
        elif light or mendable(answer.faults_at("repository", name, "nodes", place)):
            job.state.unfinished[node["id"]] = None
        else:
            job.meet(name, node, batch)
            whole[node["id"]] = node["updatedAt"]
    if not missing:
        return [each["updatedAt"] for each in connection["nodes"] or ()]
    return _missing(job, name, answer.size, whole)


def _missing(job: Job, name: str, size: int, whole: dict[str, str]) -> list[str]:
    """Threads that GitHub left out of an answer are fetched by their ids; when those of the page were changed."""
    wanted = {name: _next(job, name, size, light=True)}
    answer = job.asker.ask(lambda _: questions.page(job.repository, wanted))
    nodes = ((answer.data.get("repository") or {}).get(name) or {}).get("nodes") or ()
    for each in nodes:
        if each and each["id"] not in whole:
            job.state.unfinished[each["id"]] = None
    if hidden := sum(each is None for each in nodes):
        job.tell(f"GitHub does not show {hidden} of the {_words(name)}")
    return [each["updatedAt"] for each in nodes if each] or list(whole.values())


def _expect(job: Job) -> None:
    """How many threads will come, where there is a way to know."""
    walks = [job.state.walks[name] for name in KINDS]
    if job.total is None and job.done and any(gap.until is None for walk in walks for gap in walk.gaps):
        counted = sum(job.totals.get(name, 0) for name in KINDS)
        job.total = max(counted - job.kept_before, job.done)


def _after(connection: Json) -> str | None:
    info = connection["pageInfo"]
    return info["endCursor"] if info["hasNextPage"] else None


def _words(name: str) -> str:
    return _WORDS.get(name, name)
