"""`commtui action`: try a task of the GitHub Action here."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, settings_of

if TYPE_CHECKING:
    from action.context import Context, Inputs
    from action.event import Event
    from action.task import Task

_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")


@click.command
@click.argument("payload", metavar="EVENT.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--task", default="auto", help="check, comment, welcome, first-merge or metrics.  [default: auto]")
@click.option("--event", "name", help="The event's name, such as pull_request_target.  [default: by the payload]")
@click.option("--repository", default="", help="owner/name.  [default: by the payload]")
@click.option("--period", default="", help="metrics: the period to report on.")
@click.pass_context
def command(context: click.Context, payload: Path, task: str, name: str | None, repository: str, period: str) -> None:
    """Try a task of the GitHub Action on an event, and print what it would post.

    Nothing is written on GitHub. With a token in GITHUB_TOKEN or GH_TOKEN it is read; without one it is as if it held
    nothing yet.

    Exits with 1 where the run would turn red.
    """
    from action.context import Context, Inputs
    from action.output import Output
    from action.run import finish

    event = _event(payload, name)
    settings = settings_of(context)
    inputs = Inputs(
        task=task,
        token=next((found for each in _TOKENS if (found := os.environ.get(each))), ""),
        directory=str(settings.dir.absolute()) if settings.dir is not None else "",
        period=period,
        repository=repository,
        dry_run=True,
    )
    chosen = _task(inputs, event)
    with tempfile.TemporaryDirectory(prefix="commtui-") as temp:
        tried = Context(event, inputs, Output(sys.stdout), _workspace(settings), Path(temp), _environment(settings))
        if chosen.name == "comment" and event.pull is not None:
            _check_first(tried)
        outcome = finish(chosen, tried)
    if outcome.failed:
        context.exit(1)


def _check_first(tried: Context) -> None:
    """Leave a result for the task comment, as the step before it would."""
    from dataclasses import replace
    from io import StringIO

    from action.output import Output
    from action.run import finish
    from action.task import TASKS

    finish(TASKS["check"], replace(tried, output=Output(StringIO())))


def _event(payload: Path, name: str | None) -> Event:
    from action.event import Event, EventError

    try:
        return Event.read(name, payload) if name else Event.guess(payload)
    except EventError as error:
        raise Failure(str(error)) from None


def _task(inputs: Inputs, event: Event) -> Task:
    from action.task import UnknownTaskError, choose

    try:
        found = choose(inputs.task, event)
    except UnknownTaskError as error:
        raise Failure(str(error)) from None
    if found is None:
        what = f"{event.name} {event.action}".strip() or "this payload"
        raise Failure(f"no task is for {what}: name the event with --event, or a task with --task")
    return found


def _workspace(settings: Settings) -> Path:
    """What would be checked out: the repository around the community, or the folder one is in where there is none."""
    try:
        return settings.home().base
    except Failure:
        return Path.cwd()


def _environment(settings: Settings) -> dict[str, str]:
    """What a runner would say, as far as it is known here."""
    today = {"COMMTUI_TODAY": settings.today.isoformat()} if settings.today is not None else {}
    return {**os.environ, **today}
