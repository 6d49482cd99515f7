"""The recognition log: who was thanked, for what, when and by whom."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from commtui.model.record import Kind, Record
from commtui.model.reference import GoalRef, Many, PersonRef, Ref
from commtui.model.text import Id, Markdown, Text

# The contribution types of all-contributors: https://allcontributors.org/docs/en/emoji-key
CONTRIBUTION_TYPES = frozenset(
    """a11y audio blog bug business code content data design doc eventOrganizing example financial fundingFinding
    ideas infra maintenance mentoring platform plugin projectManagement promotion question research review security
    talk test tool translation tutorial userTesting video""".split()
)


def _some(kinds: tuple[str, ...]) -> tuple[str, ...]:
    # Not `min_length`: that counts the valid ones only, and would call a list of one wrong kind too short as well.
    if not kinds:
        raise PydanticCustomError("too_short", "should have at least one")
    return kinds


class Recognition(Record):
    """Thanks to a person, with a date and evidence."""

    about: ClassVar[Kind] = Kind(
        "recognition",
        "recognition",
        "recognitions",
        file="recognition.toml",
        place="recognition/{year}/{date}-{person}-{suffix}.toml",
    )

    person: PersonRef = Field(title="Person", description="Who is thanked.", examples=["ada"])
    kinds: Annotated[
        Many[Annotated[Text, Ref("recognition_kind", open=True, builtin=CONTRIBUTION_TYPES)]], AfterValidator(_some)
    ] = Field(
        title="Kinds",
        description="For what kinds of contribution.",
        examples=[["doc", "review"]],
        json_schema_extra={"minItems": 1},
    )
    date: Date | None = Field(
        None, title="Date", description="When; missing only where nobody can know.", examples=["2026-03-08"]
    )
    reason: Markdown | None = Field(None, title="Reason", description="What for, in words that the person would like.")
    links: Many[Text] = Field((), title="Links", description="Evidence: addresses of what was done.")
    given_by: PersonRef | None = Field(None, title="Given by", description="Who says thanks.")
    goal: GoalRef | None = Field(None, title="Goal", description="The goal it helped.")
    award: Text | None = Field(None, title="Award", description="A badge, a prize, a present.")

    @property
    def caption(self) -> str:
        """Date and person."""
        return f"{self.date or 'undated'} {self.person}"


class RecognitionKind(Record):
    """A kind of contribution that the community adds to the usual ones."""

    about: ClassVar[Kind] = Kind("recognition_kind", "recognition kind", "recognition kinds", file="community.toml")

    id: Id = Field(title="Id", description="Short name that recognitions use.", examples=["fieldwork"])
    title: Text = Field(title="Title", description="What people call it.", examples=["Field work"])
    symbol: Text | None = Field(None, title="Symbol", description="An emoji or a letter.", examples=["🌍"])
    description: Text | None = Field(None, title="Description", description="What belongs to it.")
    url: Text | None = Field(None, title="Address", description="Where to read more.")
