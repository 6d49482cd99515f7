"""The panel that asks what a new record shall be, where the view does not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commtui.model.kinds import KINDS
from commtui.model.tui import Tui
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, cut_spans
from commtui.tui.screens.picker import Picker
from commtui.tui.text import fit
from commtui.tui.widgets.virtual_list import Rows

if TYPE_CHECKING:
    from commtui.tui.glyphs import Glyphs
    from commtui.tui.state import State

NAME = 20


def kind_panel(state: State, glyphs: Glyphs) -> Picker:
    """The kinds of record that one may make; gives back a `Fresh`, or None."""
    # A plan is begun once, and how the app looks is chosen in the app.
    known = [each for each in KINDS if each is not Tui and not (each.about.single and state.snapshot.of(each))]
    kinds = [Fresh(each) for each in known]
    rows = Rows(
        kinds,
        key=lambda each: each.model.about.name,
        search=lambda each: f"{each.model.about.noun} {_meaning(each)}",
        draw=lambda each, cells: _draw(each, cells, glyphs.ellipsis),
        noun="kind",
    )
    return Picker("New", rows, hint="what shall it be?")


def _draw(fresh: Fresh, cells: int, ellipsis: str) -> Sequence[Line]:
    spans = ((fit(fresh.model.about.noun.capitalize(), NAME, ellipsis), "text"), (_meaning(fresh), "muted"))
    return (Line(cut_spans(spans, cells, ellipsis)),)


def _meaning(fresh: Fresh) -> str:
    return (fresh.model.__doc__ or "").partition("\n")[0]
