"""What can be done with a metric."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

ACTIONS = room(
    "metrics",
    "Metrics",
    Action("metrics.definition", "i", "Definition", "How the metric is read: what counts, in what unit.", 5),
    Action("metrics.earlier", "left_square_bracket", "Earlier", "Count the period before this one."),
    Action("metrics.later", "right_square_bracket", "Later", "Count the period after this one."),
)
