"""Which day it is for a community."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from commtui.store.snapshot import Snapshot


def today_in(snapshot: Snapshot) -> date:
    """The day by the clock of the community's time zone; by this machine where it names none."""
    name = snapshot.community.timezone
    if name is None:
        return datetime.now().astimezone().date()
    try:
        return datetime.now(ZoneInfo(name)).date()
    except (KeyError, ValueError, OSError):
        # `check` reports the name; a wrong one must not stop anything else.
        return datetime.now().astimezone().date()
