"""What a newcomer is told."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from commtui.model.record import Kind, Record
from commtui.model.reference import Many
from commtui.model.text import Markdown, Text

PLACEHOLDERS = frozenset(
    {"login", "number", "repository", "url", "community", "first_rung", "contact", "code_of_conduct", "chat"}
)


class Welcome(Record):
    """Templates of the greetings; every field has a good default when left out."""

    about: ClassVar[Kind] = Kind("welcome", "welcome", "welcome", file="community.toml", single=True)

    first_issue: Markdown | None = Field(
        None,
        title="First issue",
        description="Greeting on a person's first issue. Placeholders: {login}, {community}, {first_rung}, ...",
        examples=["Welcome, @{login}! Someone will answer within two days."],
    )
    first_pull_request: Markdown | None = Field(
        None, title="First pull request", description="Greeting on a person's first pull request."
    )
    first_merge: Markdown | None = Field(
        None, title="First merge", description="Congratulation on a person's first merged pull request."
    )
    once: bool = Field(True, title="Once", description="Greet a person once only (the first merge comes on top).")
    label: Text | None = Field(None, title="Label", description="Label to put on a newcomer's issue or pull request.")
    skip: Many[Text] = Field((), title="Skip", description="Patterns of logins that are never greeted.")
