"""What needs attention, with what helps; and the first steps of a plan that is new."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.checks.diagnostic import SEVERITIES
from commtui.insight.overview import Attention, Remedy
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.ladder import Ladder
from commtui.model.measurement import Measurement
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry
from commtui.tui.cards.card import OPENS, Card, Drawing
from commtui.tui.fresh import Fresh
from commtui.tui.glyphs import SEVERITY_STYLE
from commtui.tui.lines import Span
from commtui.tui.places import quarter_spot, rung_spot
from commtui.tui.state import State
from commtui.tui.teaching import place_to_write

NEEDS = "Needs attention"
NEXT = "Next steps"
FEW = 5
PROBLEMS = "problems"
MORE = "more"

# For each remedy its action, the word beside the key, and what it does here.
REMEDIES: dict[Remedy, tuple[str, str, str]] = {
    "repair": ("open", "see where", "shows where it breaks"),
    "problems": ("open", "see them", "lists them, each with its place"),
    "status": ("status", "status", "gives it another status"),
    "move": ("later", "later", "moves it on in time"),
    "begin": ("status", "begin", "says that it is begun"),
    "own": ("edit", "owner", "gives it an owner"),
    "thank": ("thank", "thank", "thanks them"),
    "holder": ("new", "holder", "notes who holds it now"),
    "plan": ("new", "goal", "writes its first goal"),
    "measure": ("new", "measure", "notes a measurement"),
    "look": ("open", "look", "opens it"),
}

FIRST_STEPS: tuple[tuple[str, type[Record], str], ...] = (
    ("The first people", Person, "people"),
    ("The first goal", Goal, "goals"),
    ("The first roadmap item", Item, "roadmap"),
    ("The first ladder", Ladder, "careers"),
    ("The first thanks", Recognition, "recognition"),
)
NEEDED: frozenset[type[Record]] = frozenset({Person, Goal, Item})


def attention_cards(drawing: Drawing, *, few: bool) -> list[Card]:
    """The lines about what needs care, the gravest first; `few`: the others are one line that shows them."""
    state = drawing.state
    found = sorted(state.attention, key=lambda each: SEVERITIES.index(each.severity))
    steps = _steps(drawing)
    if not found and not steps:
        return [_all_is_well(drawing) if state.checked else _checking()]
    shown = found[:FEW] if few and len(found) > FEW + 1 else found
    cards = [_card(drawing, number, each) for number, each in enumerate(shown)]
    if len(shown) < len(found):
        rest = f"{len(found) - len(shown)} more"
        left: tuple[Span, ...] = ((f"  {rest}", "link"),)
        says = f"{rest}: " + ", ".join(each.title for each in found[len(shown) :])
        cards.append(Card(NEEDS, MORE, left, says=says, target=MORE, ways=(("open", "shows them"),)))
    return [*cards, *steps]


def _checking() -> Card:
    says = "The plan is being checked: what is wrong in it will stand here."
    return Card(NEEDS, "checking", (("  Checking the plan...", "muted"),), says=says, ways=())


def _all_is_well(drawing: Drawing) -> Card:
    left: tuple[Span, ...] = (
        (f"{drawing.glyphs.done} ", "good"),
        ("All is well: everything is looked after", "text"),
    )
    says = "Nothing waits for you. A good day to thank someone, or to write down what you learnt."
    ways = drawing.ways(("thank", "thanks someone"), ("new", "makes something new"))
    return Card(NEEDS, "fine", left, says=says, ways=ways)


def _card(drawing: Drawing, number: int, found: Attention) -> Card:
    remedies = [REMEDIES[each] for each in found.remedies]
    ways = drawing.ways(*((action, what) for action, _, what in remedies))
    if not any(action == "open" for action, _ in ways):
        ways = (*ways, OPENS)
    action, word, _ = next((each for each in remedies if (each[0], each[2]) in ways), REMEDIES["look"])
    left: tuple[Span, ...] = (
        (f"{getattr(drawing.glyphs, found.severity)} ", SEVERITY_STYLE[found.severity]),
        (found.title, "text"),
    )
    return Card(
        NEEDS,
        f"attention:{number}",
        left,
        ((found.detail, "muted"),),
        ((f"{drawing.key(action):>5} ", "key"), (f"{word:<9}", "muted")),
        f"{found.detail[:1].upper()}{found.detail[1:]} {drawing.glyphs.dot} {found.title}",
        _target(found),
        found.target if isinstance(found.target, Entry) else None,
        _fresh(drawing.state, found),
        ways,
    )


def _target(found: Attention) -> object:
    if isinstance(found.target, Quarter):
        return quarter_spot(found.target)
    if isinstance(found.target, Entry) and found.rung:
        return rung_spot(found.target.record.id, found.rung)  # type: ignore[attr-defined]  # a ladder
    return found.target or PROBLEMS


def _fresh(state: State, found: Attention) -> Fresh | None:
    match found.target:
        case Quarter():
            return Fresh(Goal, {"quarter": str(found.target), "status": "planned"})
        case Entry(record=Ladder(id=ladder)):
            return Fresh(Standing, {"ladder": ladder, "rung": found.rung, "since": state.today})
        case Entry(record=Measurement()):
            return Fresh(Measurement, {"computed_on": state.today})
        case _:
            return None


def _steps(drawing: Drawing) -> Sequence[Card]:
    """What to write first, and where, until there are people, goals and a roadmap."""
    state = drawing.state
    missing = [each for each in FIRST_STEPS if not state.snapshot.of(each[1])]
    if not {model for _, model, _ in missing} & NEEDED:
        return ()
    cards = [
        Card(
            NEXT,
            f"step:{view}",
            (
                (f"{drawing.glyphs.planned} ", "muted"),
                (words, "text"),
            ),
            ((f"in {place_to_write(state, model)}", "muted"),),
            says=f"{words} of the plan: in a form, or written into {place_to_write(state, model)}",
            target=view,
            fresh=Fresh(model),
            ways=(*drawing.ways(("new", "opens a form for it")), ("open", "shows what to write")),
        )
        for words, model, view in missing
    ]
    see = (("  ", "text"), ("commtui demo", "key"), (" shows a whole one", "faint"))
    says = "A whole community to look at and to try things in: leave, and run `commtui demo`"
    return [*cards, Card(NEXT, "step:demo", see, says=says, ways=(("quit", "leaves"),))]
