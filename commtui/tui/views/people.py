"""The people, by region, and a page about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, spread
from commtui.tui.pages.person import rung_title, write_person
from commtui.tui.state import State, key_of
from commtui.tui.text import fit
from commtui.tui.views.base import Fresh, MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

NOWHERE = "No region given"


class PeopleView(MasterDetail[Entry[Person]]):
    """Everyone in the community."""

    first = Person

    def rows(self, state: State) -> Rows[Entry[Person]]:
        """The people by region and name."""
        people = sorted(
            state.snapshot.of(Person),
            key=lambda each: (each.record.region is None, each.record.region or "", each.record.name.casefold()),
        )
        return Rows(
            people,
            key=key_of,
            search=lambda each: (
                f"{each.record.name} {each.record.id} {each.record.github or ''} "
                f"{each.record.region or ''} {self._rungs(state, each.record)}"
            ),
            draw=lambda each, cells: self._draw(state, each.record, cells),
            group=lambda each: each.record.region or NOWHERE,
            noun="person",
            nouns="people",
        )

    def _rungs(self, state: State, person: Person) -> str:
        held = [each.record for each in state.standings_of.get(person.id, ()) if each.record.held_on(state.today)]
        return ", ".join(rung_title(state, each) for each in held)

    def _draw(self, state: State, person: Person, cells: int) -> Sequence[Line]:
        thanks = len(state.thanks_of.get(person.id, ()))
        name = 24 if cells >= 56 else 20
        kind = f"  {person.kind}" if person.kind != "human" else ""
        left = (
            (fit(person.name, name, self.glyphs.ellipsis) + "  ", "text"),
            (self._rungs(state, person), "accent"),
            (kind, "faint"),
        )
        right = ((f"{self.glyphs.star} {thanks:>2}", "muted"),) if thanks else ()
        return (Line(spread(left, right, cells, self.glyphs.ellipsis)),)

    def write(self, writer: Writer, state: State, item: Entry[Person]) -> None:
        """The page about a person."""
        write_person(writer, state, item)

    def is_part(self, target: Entry[Any]) -> bool:
        """A rung that the person stands or stood on."""
        return isinstance(target.record, Standing)

    def fresh(self) -> Fresh | None:
        """Someone else."""
        return Fresh(Person)

    def key_for(self, target: Entry[Any]) -> str:
        """A person has their own row."""
        return key_of(target)

    def teach(self, state: State) -> tuple[str, str]:
        """Who belongs here."""
        return (
            "Who is part of the community, with or without an account.",
            '[[person]]\nid = "ada"\nname = "Ada Lovelace"\nregion = "Europe"',
        )
