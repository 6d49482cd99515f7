"""From the runner's variables to the task, and back to an exit code."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from action.context import Context, Inputs, Outcome
from action.event import Event, EventError
from action.install import InstallError, install, use
from action.output import Output
from action.task import Task, UnknownTaskError, choose


def main(environment: Mapping[str, str], log: TextIO) -> int:
    """Run the task of the runner's event; 1 where the run is to be red."""
    output = Output.of(environment, log)
    inputs = Inputs.of(environment)
    name = environment.get("GITHUB_EVENT_NAME", "")
    try:
        event = Event.read(name, Path(environment.get("GITHUB_EVENT_PATH", "")))
        task = choose(inputs.task, event)
    except (EventError, UnknownTaskError) as error:
        output.tell("error", str(error))
        return 1
    if task is None:
        done = f" {event.action}" if event.action else ""
        output.tell("notice", f"commtui has nothing to do on {name or 'this event'}{done}")
        output.set({"task": ""})
        return 0
    context = Context(
        event,
        inputs,
        output,
        Path(environment.get("GITHUB_WORKSPACE") or Path.cwd()),
        Path(environment.get("RUNNER_TEMP") or tempfile.mkdtemp(prefix="commtui-")),
        environment,
    )
    try:
        use(install(task.requirements, context.temp, environment))
    except (InstallError, OSError) as error:
        output.say(getattr(error, "said", ""))
        output.tell("warning" if task.gentle else "error", f"{task.name}: {error}")
        return 0 if task.gentle else 1
    finish(task, context)
    # A step of its own turns the run red, for this one may have filled the room for annotations.
    return 0


def finish(task: Task, context: Context) -> Outcome:
    """Run a task whose requirements are there, and set the outputs; a gentle one fails with a warning."""
    try:
        outcome = task.load()(context)
    except Exception as error:  # noqa: BLE001 - a newcomer's run never turns red for a fault of ours
        outcome = _fault(task, context, error)
    context.output.set({"task": task.name, **outcome.outputs, "failed": "true" if outcome.failed else "false"})
    return outcome


def _fault(task: Task, context: Context, error: Exception) -> Outcome:
    from action.trouble import explained

    told = explained(error)
    if told is None:
        context.output.say("".join(traceback.format_exception(error)))
        told = f"this is a bug in commtui: {type(error).__name__}"
    context.output.tell("warning" if task.gentle else "error", f"{task.name}: {told}")
    return Outcome(failed=not task.gentle)
