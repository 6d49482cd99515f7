"""The task comment: what check found, as one comment on the pull request.

For a pull request from a fork it runs after check, in the run that `workflow_run` starts with a token that may write.
What it is given then was made by a stranger's run: it is read as data, nothing of it is ever run, and both sides must
name the same pull request and commit.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from action import sticky, telling
from action.answers import Pull
from action.context import RESULT, Context, Outcome
from action.fields import table, text, whole
from action.result import MOST_BYTES, Result, ResultError
from action.trouble import TroubleError

KIND = "check"
ARTIFACT = "commtui-check"
_MOST_ZIPPED = 4 * 1024 * 1024


class NothingToDo(Exception):
    """Why there is nothing to comment on, in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """What check found, the pull request that it is about, and the page of its run."""

    result: Result
    number: int
    page: str


def run(context: Context) -> Outcome:
    """Write the comment, or bring it up to date; nothing is written where there is nothing to say.

    Raises:
        TroubleError: What check left cannot be used.
        GitHubError: GitHub refuses.
    """
    try:
        found = _after_run(context) if context.event.name == "workflow_run" else _beside(context)
    except NothingToDo as reason:
        context.output.tell("notice", f"no comment: {reason}")
        return Outcome()
    link = telling.in_pull(context.server, context.repository, found.number)
    body = telling.comment(found.result, link, found.page)
    if not _is_worth_telling(found.result) and not sticky.find(context.github, found.number, KIND):
        context.output.say("no comment: the plan does not change, and has no errors")
        return Outcome()
    posted = sticky.post(context.github, found.number, KIND, body)
    if posted.comment.url:
        context.output.say(f"comment {posted.done}: {posted.comment.url}")
    return Outcome({"url": posted.comment.url})


def _is_worth_telling(result: Result) -> bool:
    """Whether someone should be told who was told nothing yet."""
    return bool(result.sentences or result.count["error"] or (result.sentences is None and result.findings))


def _beside(context: Context) -> Found:
    """What check left in the same job."""
    pull = context.event.pull
    if pull is None:
        raise NothingToDo("this event is about no pull request")
    if context.event.name == "pull_request" and pull.head_repository != context.repository:
        raise NothingToDo("the pull request is from a fork; a workflow on `workflow_run` can comment on it")
    try:
        raw = context.result.read_bytes()[: MOST_BYTES + 1]
    except OSError:
        raise TroubleError(
            f"there is nothing that check found: it runs before, in the same job or in one whose artifact {ARTIFACT} "
            "is fetched"
        ) from None
    result = _parsed(raw)
    if (result.number, result.head_sha) != (pull.number, pull.head_sha):
        raise TroubleError("what check left is about something else than this pull request")
    # A run that is run again has the event of its day. A dry run without a token can ask nobody.
    if context.inputs.token:
        _refuse_old(context.github.pull(pull.number), pull.head_sha)
    return Found(result, pull.number, context.page)


def _after_run(context: Context) -> Found:
    """What check left in the run that has ended."""
    ran = table(context.event.payload, "workflow_run")
    run_id, commit = whole(ran, "id"), text(ran, "head_sha")
    if text(ran, "event") != "pull_request":
        raise NothingToDo("the run that ended was not for a pull request")
    if not run_id or not commit:
        raise TroubleError("the event does not say which run ended")
    artifacts = [each for each in context.github.artifacts(run_id, ARTIFACT) if not each.expired]
    if not artifacts:
        raise NothingToDo(f"the run that ended has uploaded no artifact {ARTIFACT}")
    newest = artifacts[0]
    if newest.size > _MOST_ZIPPED:
        raise TroubleError(f"the artifact {ARTIFACT} is too large")
    result = _parsed(unzipped(context.github.artifact_zip(newest.id, _MOST_ZIPPED)))
    if result.number is None or result.head_sha != commit:
        raise TroubleError(f"the artifact {ARTIFACT} is not about the commit of its run")
    pull = context.github.pull(result.number)
    _refuse_old(pull, commit)
    if pull.head_repository != text(ran, "head_repository", "full_name"):
        raise TroubleError("the run that ended was for another repository's pull request")
    return Found(result, result.number, text(ran, "html_url"))


def _refuse_old(pull: Pull, commit: str) -> None:
    if pull.head_sha != commit:
        raise NothingToDo("the pull request has moved on since")


def unzipped(raw: bytes) -> bytes:
    """The one file of an artifact.

    Raises:
        TroubleError: It is no zip file, or holds something else, or more.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            if names != [RESULT.name]:
                raise TroubleError(f"the artifact {ARTIFACT} does not hold {RESULT.name} alone")
            with archive.open(RESULT.name) as file:
                found = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        raise TroubleError(f"the artifact {ARTIFACT} is no sound zip file") from None
    return found


def _parsed(raw: bytes) -> Result:
    if len(raw) > MOST_BYTES:
        raise TroubleError(f"what check left has more than {MOST_BYTES:,} bytes")
    try:
        return Result.parse(raw)
    except ResultError as error:
        raise TroubleError(f"what check left cannot be used: {error}") from None
