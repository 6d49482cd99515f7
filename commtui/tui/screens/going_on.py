"""What is asked where a goal goes to a later quarter while it is open: whether it moves, or goes on as another one."""

from __future__ import annotations

from textual.content import Content

from commtui.model.goal import Goal
from commtui.model.words import plural
from commtui.store.snapshot import Entry, Snapshot
from commtui.tui.screens.question import Answer, Question, muted, strong

MOVE, CARRY_ON = "m", "c"


def going_on_question(snapshot: Snapshot, entry: Entry[Goal], quarter: str, later: str) -> Question:
    """How the goal goes on: moved to `quarter`, or carried on by a new one in `later`."""
    goal = entry.record
    about = [strong(goal.title), muted(f"{goal.status} in {goal.quarter}")]
    others = [each for each in snapshot.records(Goal) if each.continues == goal.id]
    if others:
        named = ", ".join(f"{each.title} ({each.quarter})" for each in others)
        about += [Content(""), muted(f"Carried on already by {plural(len(others), 'goal')}: {named}")]
    return Question(
        "Later: how does it go on?",
        about,
        (
            Answer(
                CARRY_ON,
                "Carry on",
                f"keeps what was: this one gets the status moved, and a new goal in {later} "
                "continues it, with the key results that were not reached",
            ),
            Answer(MOVE, "Move it", f"the same goal, in {quarter} instead"),
        ),
    )
