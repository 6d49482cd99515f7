"""Contributor ladders: rungs, what each asks, and how one gets there and leaves."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.numbers import Count, Number, Share
from commtui.model.record import Kind, Record, Table
from commtui.model.reference import Choices, Many, MetricRef, OwnRungRef
from commtui.model.text import Id, Markdown, Text


class Requirement(Table):
    """One thing that a rung asks."""

    text: Text = Field(title="Text", description="The requirement, in words.", examples=["At least 10 tickets closed"])
    kind: Annotated[
        Literal["count", "tenure", "rung", "checklist", "judgement", "appointment"],
        Choices(
            {
                "count": "a metric of the person reaches a number",
                "tenure": "so many months in the community",
                "rung": "so many months on a rung",
                "checklist": "something that is done or not",
                "judgement": "people decide",
                "appointment": "someone appoints",
            }
        ),
    ] = Field(title="Kind", description="How it is judged.")
    metric: MetricRef | None = Field(None, title="Metric", description="For a count: what is counted of the person.")
    at_least: Number | None = Field(None, title="At least", description="For a count: how many.")
    within_months: Count | None = Field(None, title="Within months", description="For a count: looking back so far.")
    rung: OwnRungRef | None = Field(None, title="Rung", description="The rung that must be held.")
    months: Count | None = Field(None, title="Months", description="How long.")
    scope: Text | None = Field(None, title="Scope", description="What part of the project counts.")
    any_of: Text | None = Field(None, title="Any of", description="Name of a group of which one is enough.")
    by: Text | None = Field(None, title="By", description="For an appointment: who appoints.")


class Nomination(Table):
    """How a person comes to a rung."""

    by: Many[
        Annotated[
            Literal["self", "peer", "holder", "bot"],
            Choices(
                {
                    "self": "the person",
                    "peer": "anyone in the community",
                    "holder": "someone on that rung",
                    "bot": "a program that watches activity",
                }
            ),
        ]
    ] = Field((), title="By", description="Who may nominate.")
    sponsors: Count | None = Field(None, title="Sponsors", description="How many must support it.")
    sponsor_rungs: Many[OwnRungRef] = Field((), title="Sponsors' rungs", description="Rungs whose holders may sponsor.")
    distinct_organizations: bool = Field(
        False, title="Distinct organizations", description="Sponsors must come from different organizations."
    )
    decision: Text | None = Field(None, title="Decision", description="How it is decided.", examples=["lazy consensus"])
    objection_days: Count | None = Field(None, title="Objection (days)", description="How long one may object.")
    url: Text | None = Field(None, title="Address", description="Where to nominate.")


class InactivityStep(Table):
    """What happens after so many months without activity."""

    months: Count = Field(title="Months", description="Without activity for so long.")
    counts: Many[Text] = Field((), title="Counts", description="What counts as activity, one line each.")
    consequence: Annotated[
        Literal["notify", "emeritus", "removed"],
        Choices(
            {
                "notify": "the person is asked",
                "emeritus": "the rung becomes emeritus",
                "removed": "the rung is taken back",
            }
        ),
    ] = Field(title="Consequence", description="What follows.")


class Rung(Table):
    """A step of a ladder, or a role beside it."""

    id: Id = Field(title="Id", description="Short name, unique in its ladder.", examples=["reviewer"])
    title: Text = Field(title="Title", description="What holders are called.", examples=["Reviewer"])
    line: Annotated[
        Literal["main", "side", "transient"],
        Choices(
            {
                "main": "a step of the way up",
                "side": "a role beside the way up",
                "transient": "held for a time, such as a release",
            }
        ),
    ] = Field("main", title="Line", description="Whether it is a step up, a role beside, or held for a time.")
    after: Many[OwnRungRef] = Field(
        (), title="After", description="Rungs that come before it; left out: the main rung before it."
    )
    scope: Text | None = Field(
        None,
        title="Scope",
        description="What a holder holds it for.",
        examples=["community", "area", "repository", "release"],
    )
    summary: Markdown | None = Field(None, title="Summary", description="The rung in a few words.")
    responsibilities: Many[Text] = Field((), title="Responsibilities", description="What a holder gives.")
    privileges: Many[Text] = Field((), title="Privileges", description="What a holder gets.")
    defined_by: Text | None = Field(None, title="Defined by", description="Where it is on record who holds it.")
    minimum_holders: Count | None = Field(None, title="Minimum holders", description="How many it needs at least.")
    maximum_share_per_organization: Share | None = Field(
        None,
        title="Maximum share per organization",
        description="No organization may hold more than this share.",
    )
    requirement: Many[Requirement] = Field((), title="Requirements", description="What the rung asks.")
    nomination: Nomination | None = Field(None, title="Nomination", description="How a person comes to it.")
    inactivity: Many[InactivityStep] = Field((), title="Inactivity", description="What follows from being away.")


class Ladder(Record):
    """A contributor career path; its nomination and inactivity hold for rungs that say nothing themselves."""

    about: ClassVar[Kind] = Kind("ladder", "ladder", "ladders", file="careers.toml", place="careers/{id}.toml")

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["code"])
    title: Text = Field(title="Title", description="What people call the ladder.", examples=["Developer stages"])
    summary: Markdown | None = Field(None, title="Summary", description="Whom it is for, and what it is not.")
    nomination: Nomination | None = Field(None, title="Nomination", description="How people come to its rungs.")
    inactivity: Many[InactivityStep] = Field((), title="Inactivity", description="What follows from being away.")
    rung: Many[Rung] = Field((), title="Rungs", description="The rungs, from the first up.")

    def find(self, rung: str) -> Rung | None:
        """The rung of this id."""
        return next((each for each in self.rung if each.id == rung), None)
