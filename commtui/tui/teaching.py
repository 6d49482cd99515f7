"""Where the first record of a kind is written: the file that is read for it, by the community's own layout."""

from __future__ import annotations

import re
from datetime import date

from commtui.model.record import Record
from commtui.store.find import Home
from commtui.store.load import shown_name
from commtui.tui.state import State

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def place_to_write(state: State, model: type[Record]) -> str:
    """The file for a new record, as paths are shown: with today's quarter, and with names in `<>` for the rest."""
    home, kind = state.workspace.home, model.about
    if home.is_file:
        return shown_name(home.place, home)
    if kind.place is None or (home.place / kind.file).exists():
        return _inside(home, kind.file)
    return _inside(home, _PLACEHOLDER.sub(lambda found: _word(state, found[1]), kind.place))


def _inside(home: Home, name: str) -> str:
    return shown_name(home.place / name, home)


def _word(state: State, field: str) -> str:
    today: date = state.today
    known = {"quarter": str(state.progress.quarter), "year": f"{today:%Y}", "period": last_quarter(state)}
    known |= {"date": today.isoformat(), "suffix": "<letters>"}
    return known.get(field, f"<{field}>")


def last_quarter(state: State) -> str:
    """The last quarter that is over."""
    return str(state.progress.quarter.shift(-1))
