"""Which task an event asks for, and where it is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from action.context import Context, Outcome
    from action.event import Event

AUTO = "auto"
METRICS_LABEL = "commtui:metrics"


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, and the set of requirements that it takes; a `gentle` one never turns a run red.

    Its module in this package has the same name, with `run(context)`.
    """

    name: str
    requirements: str
    gentle: bool = True

    def load(self) -> Callable[[Context], Outcome]:
        """What runs the task; its requirements must be there."""
        module = import_module(f"{__package__}.{self.name.replace('-', '_')}")
        run: Callable[[Context], Outcome] = module.run
        return run


TASKS = {
    each.name: each
    for each in (
        Task("check", "check", gentle=False),
        Task("comment", "comment"),
        Task("welcome", "comment"),
        Task("first-merge", "comment"),
        Task("metrics", "metrics", gentle=False),
    )
}

_ALWAYS = {
    "pull_request": "check",
    "push": "check",
    "merge_group": "check",
    "schedule": "metrics",
    "workflow_dispatch": "metrics",
}
_BY_ACTION = {
    ("issues", "opened"): "welcome",
    ("pull_request_target", "opened"): "welcome",
    ("workflow_run", "completed"): "comment",
}
_LABELED = {("issues", "labeled"), ("pull_request_target", "labeled")}


class UnknownTaskError(Exception):
    """There is no task of that name, in one line."""


def choose(wanted: str, event: Event) -> Task | None:
    """The task that was asked for, or with `auto` the one that the event asks for; None where it asks for none.

    Raises:
        UnknownTaskError: There is no task of that name.
    """
    # Both spellings of a name of two words are fine, as they are for the inputs.
    name = wanted.strip().lower().replace("_", "-") or AUTO
    if name != AUTO and name not in TASKS:
        raise UnknownTaskError(f'there is no task "{name}": it is one of {", ".join([AUTO, *TASKS])}')
    found = name if name != AUTO else _by(event)
    if not found:
        return None
    # What someone's issue or pull request starts never turns red there for a fault of ours.
    return replace(TASKS[found], gentle=True) if found == "metrics" and event.number else TASKS[found]


def _by(event: Event) -> str:
    kind = (event.name, event.action)
    if kind == ("pull_request_target", "closed") and event.is_merged:
        return "first-merge"
    if kind in _LABELED and event.label == METRICS_LABEL:
        return "metrics"
    return _ALWAYS.get(event.name) or _BY_ACTION.get(kind, "")
