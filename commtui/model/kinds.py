"""The kinds of record, in the order in which people read a plan."""

from __future__ import annotations

from commtui.model.channel import Channel
from commtui.model.community import Community
from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.ladder import Ladder
from commtui.model.measurement import Measurement
from commtui.model.person import Person
from commtui.model.recognition import Recognition, RecognitionKind
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.model.tui import Tui
from commtui.model.welcome import Welcome

KINDS: tuple[type[Record], ...] = (
    Community,
    Welcome,
    Channel,
    FocusArea,
    Goal,
    Item,
    Ladder,
    Person,
    Standing,
    Recognition,
    RecognitionKind,
    Measurement,
    Tui,
)
BY_NAME: dict[str, type[Record]] = {model.about.name: model for model in KINDS}
