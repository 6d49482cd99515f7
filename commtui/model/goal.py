"""Goals of a quarter, and how each is judged."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.numbers import Number, Share
from commtui.model.record import Kind, Record, Table
from commtui.model.reference import Choices, FocusAreaRef, GoalRef, ItemRef, Many, MetricRef, PersonRef
from commtui.model.text import Id, Markdown, Text
from commtui.model.when import QuarterField

GoalStatus = Annotated[
    Literal["planned", "active", "done", "missed", "moved", "dropped"],
    Choices(
        {
            "planned": "agreed, not begun",
            "active": "being worked on",
            "done": "reached",
            "missed": "the quarter ended without it",
            "moved": "goes on in a later quarter",
            "dropped": "given up on purpose",
        }
    ),
]


class KeyResult(Table):
    """One result by which a goal is judged: by a metric, a score, or done or not; or not judged yet."""

    title: Text = Field(title="Title", description="The result, in words.", examples=["Half of all newcomers return"])
    owners: Many[PersonRef] = Field((), title="Owners", description="People who answer for it.")
    priority: Text | None = Field(None, title="Priority", description="How it ranks, in your own words.")
    metric: MetricRef | None = Field(None, title="Metric", description="The metric that judges it.")
    at_least: Number | None = Field(None, title="At least", description="Reached when the metric is this or more.")
    at_most: Number | None = Field(None, title="At most", description="Reached when the metric is this or less.")
    baseline: Number | None = Field(None, title="Baseline", description="The metric when the goal was set.")
    actual: Number | None = Field(None, title="Actual", description="The metric at the end, once frozen.")
    scope: Text | None = Field(None, title="Scope", description="What part of the project the metric looks at.")
    score: Share | None = Field(
        None,
        title="Score",
        description="From 0 to 1, given by people at the end. A missing score is not 0.",
        examples=[0.7],
    )
    mid_score: Share | None = Field(None, title="Score at mid-quarter", description="From 0 to 1, halfway through.")
    done: bool | None = Field(None, title="Done", description="For a result that is simply done or not.")


class Goal(Record):
    """What a focus area wants to reach in one quarter."""

    about: ClassVar[Kind] = Kind(
        "goal", "goal", "goals", file="goals.toml", place="goals/{quarter}/{id}.toml", page="goals/{quarter}.toml"
    )

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["career-path-2013-q2"])
    quarter: QuarterField = Field(title="Quarter", description="When it is to be reached.", examples=["2026-Q4"])
    title: Text = Field(
        title="Title", description="The goal, in one line.", examples=["Initial contributor career path"]
    )
    status: GoalStatus = Field(title="Status", description="Where it stands.")
    focus_area: FocusAreaRef | None = Field(None, title="Focus area", description="The area it belongs to.")
    why: Markdown | None = Field(None, title="Why", description="What it is good for.")
    owners: Many[PersonRef] = Field((), title="Owners", description="People who answer for it.")
    contributes_to: Many[ItemRef] = Field((), title="Contributes to", description="Roadmap items it brings nearer.")
    continues: GoalRef | None = Field(None, title="Continues", description="The earlier goal that this one carries on.")
    outcome: Markdown | None = Field(
        None, title="Outcome", description="The evaluation: what came of it, what was learnt."
    )
    tags: Many[Text] = Field((), title="Tags", description="Words to find it by.")
    links: Many[Text] = Field((), title="Links", description="Addresses with more about it.")
    key_result: Many[KeyResult] = Field((), title="Key results", description="The results by which it is judged.")
