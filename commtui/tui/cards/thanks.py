"""Who was thanked last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from commtui.model.recognition import Recognition
from commtui.report.values import ago
from commtui.store.snapshot import Entry
from commtui.tui.cards.card import OPENS, Card, Drawing
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Span
from commtui.tui.log import kinds_in_words
from commtui.tui.state import key_of

GROUP = "Latest thanks"


def thanks_cards(drawing: Drawing, most: int) -> Sequence[Card]:
    """The latest recognitions; a line that says how to begin where there are none."""
    state = drawing.state
    dated = list(islice((each for each in state.recognitions if each.record.date), most))
    if dated:
        return [_card(drawing, each) for each in dated]
    left: tuple[Span, ...] = ((f"{drawing.glyphs.star} ", "faint"), ("Nobody was thanked yet", "muted"))
    says = "A few words for what someone did: seen by all, and kept for good."
    ways = drawing.ways(("thank", "thanks someone"))
    return [Card(GROUP, "nobody", left, says=says, target="recognition", fresh=Fresh(Recognition), ways=(*ways, OPENS))]


def _card(drawing: Drawing, entry: Entry[Recognition]) -> Card:
    state, thanks = drawing.state, entry.record
    name, kinds = state.name_of(thanks.person), kinds_in_words(state, thanks)
    return Card(
        GROUP,
        key_of(entry),
        (
            (f"{drawing.glyphs.star} ", "accent"),
            (name, "text"),
        ),
        ((thanks.reason or kinds, "muted"),),
        ((ago(thanks.date, state.today), "faint"),) if thanks.date else (),
        f"{thanks.reason} {drawing.glyphs.dot} {name}, {kinds}" if thanks.reason else f"{name}: {kinds}",
        entry,
        entry,
        ways=(OPENS, *drawing.ways(("thank", "thanks someone"))),
    )
