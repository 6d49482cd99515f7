"""Everything the app can do, declared once; bindings, palette, footer and help follow from it.

A room is a module of this package with `ACTIONS`: of the main scope, of a view (named like it), or of a screen. Rooms
import nothing heavy, for all keys are known before the first paint.
"""

from __future__ import annotations

from commtui.tui.actions import (
    app,
    careers,
    commit,
    community,
    editing,
    form,
    goals,
    here,
    menu,
    metrics,
    moving,
    picker,
    preview,
    question,
    review,
    roadmap,
    views,
    welcome,
)
from commtui.tui.actions.action import MAIN, Action

__all__ = ["ACTIONS", "BY_ID", "MAIN", "ROOMS", "Action", "bound_in"]

# In the order of the help.
ROOMS = (
    *(here, editing, community, views, moving, roadmap, goals, careers, app, metrics),
    *(form, preview, review, commit, welcome, picker, menu, question),
)

ACTIONS: tuple[Action, ...] = tuple(action for room in ROOMS for action in room.ACTIONS)

BY_ID = {action.id: action for action in ACTIONS}


def bound_in(scope: str, *borrowed: str) -> tuple[Action, ...]:
    """The actions of a scope; and what a screen borrows: other scopes, and groups and ids of the main one."""
    wanted = {scope, *borrowed}
    return tuple(
        each
        for each in ACTIONS
        if each.scope in wanted or (each.scope == MAIN and (each.group in wanted or each.id in wanted))
    )
