"""Who stands on which rung, since when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.record import Kind, Record
from commtui.model.reference import Choices, LadderRef, Many, PersonRef, Ref
from commtui.model.text import Text


class Standing(Record):
    """A person on a rung of a ladder, for a time."""

    about: ClassVar[Kind] = Kind("standing", "standing", "standings", file="people.toml", place="people/{person}.toml")

    person: PersonRef = Field(title="Person", description="Who.", examples=["ada"])
    ladder: LadderRef = Field(title="Ladder", description="On which ladder.", examples=["code"])
    rung: Annotated[Text, Ref("rung", within="ladder")] = Field(
        title="Rung", description="On which rung of it.", examples=["reviewer"]
    )
    since: date | None = Field(None, title="Since", description="First day.", examples=["2026-01-15"])
    until: date | None = Field(None, title="Until", description="Last day.")
    status: Annotated[
        Literal["active", "on leave", "emeritus", "removed"],
        Choices(
            {
                "active": "holds the rung",
                "on leave": "holds it, and is away for a while",
                "emeritus": "held it, with thanks",
                "removed": "no longer holds it",
            }
        ),
    ] = Field("active", title="Status", description="Whether the rung is held now.")
    scope: Text | None = Field(None, title="Scope", description="For what part: an area, a repository, a release.")
    sponsors: Many[PersonRef] = Field((), title="Sponsors", description="Who supported it.")
    evidence: Many[Text] = Field((), title="Evidence", description="Where it was decided and why.")

    @property
    def caption(self) -> str:
        """Person and rung."""
        return f"{self.person} on {self.ladder}/{self.rung}"

    def held_on(self, day: date) -> bool:
        """Whether the person held the rung on that day."""
        if self.until is None and self.status in {"emeritus", "removed"}:
            return False
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
