"""The people, by region, rung or what to ask them about, and a page about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from commtui.insight.contacts import contacts
from commtui.insight.facets import Facet, Facets
from commtui.model.ladder import Ladder, Rung
from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry
from commtui.tui.following import WithTallies
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, Span, spread
from commtui.tui.log import Log
from commtui.tui.narrowing import Narrowed, Value
from commtui.tui.pages.person import rung_title, write_person, write_region
from commtui.tui.pages.way_up import write_way_up
from commtui.tui.state import State, key_of
from commtui.tui.text import fit
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

NOWHERE = "No region given"
NO_RUNG = "On no rung"
NO_SUBJECT = "Not named for anything yet"
BY = "by"
REGION, RUNG, SUBJECT, ORGANIZATION = "region", "rung", "subject", "organization"
ARRANGEMENTS = {REGION: "by region", RUNG: "by rung", SUBJECT: "by what to ask them about"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A person under a heading; who stands under several is listed several times."""

    entry: Entry[Person]
    group: str

    @property
    def key(self) -> str:
        """The row's name."""
        return f"{key_of(self.entry)}#{self.group}"


class PeopleView(WithTallies[Listed], Narrowed[Listed, Entry[Person]]):
    """Everyone in the community."""

    first = Person

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self.by = REGION
        self._log: Log | None = None

    def log_of(self, state: State) -> Log:
        """The recognition log of a state, made once for it."""
        if self._log is None or not self._log.state.is_of(state):
            self._log = Log(state)
        return self._log

    def facets(self, state: State) -> Facets[Entry[Person]]:
        """By region, rung, subject and organization."""
        return Facets(
            sorted(
                state.snapshot.of(Person),
                key=lambda each: (each.record.region is None, each.record.region or "", each.record.name.casefold()),
            ),
            [
                Facet(REGION, "Region", lambda each: [each.record.region or NOWHERE]),
                Facet(RUNG, "Rung", lambda each: [f"{one.ladder}/{one.rung}" for one in _held(state, each.record)]),
                Facet(SUBJECT, "Subject", lambda each: each.record.contact_for),
                Facet(ORGANIZATION, "Organization", lambda each: sorted(each.record.organizations(state.today))),
            ],
        )

    def value_words(self, state: State, facet: str, value: str) -> str:
        """A rung by its title."""
        return _rung_words(state, value) if facet == RUNG else value

    def values(self, state: State) -> list[Value]:
        """The ways to list people come before what to narrow the list to."""
        ways = [
            Value(BY, "List the people", by, words, len(self._groups(state, by)), by == self.by, "now")
            for by, words in ARRANGEMENTS.items()
        ]
        return [*ways, *super().values(state)]

    def _take(self, choice: Value | None) -> None:
        if choice is None or choice.facet != BY:
            super()._take(choice)
        elif choice.value != self.by:
            self.arrange_by(choice.value)

    def arrange_by(self, by: str) -> None:
        """List the people another way; the cursor stays on its person."""
        item: Listed | None = self.listing.item
        self.by = by
        if self.state is not None:
            self.listing.fill(self.rows(self.state), self._empty(self.state))
            self._find(item.key if item is not None else None)
            self._go_to_page(False)

    def rows(self, state: State) -> Rows[Listed]:
        """The people under their headings."""
        everyone = self.facets_of(state).items
        kept = {key_of(everyone[number]) for number in self.narrowed(state)}
        groups = self._groups(state, self.by)
        self.listing.border_title = Content(f"{self.spec.title} {ARRANGEMENTS[self.by]}")
        listed = [Listed(entry, group) for group, people in groups.items() for entry in people if key_of(entry) in kept]
        twice = len(listed) > len(kept)
        return Rows(
            listed,
            key=lambda each: each.key,
            search=lambda each: _searched(state, each),
            draw=lambda each, cells: self._draw(state, each.entry.record, cells),
            group=lambda each: each.group,
            noun="entry" if twice else "person",
            nouns="entries" if twice else "people",
        )

    def _groups(self, state: State, by: str) -> dict[str, Sequence[Entry[Person]]]:
        people = self.facets_of(state).items
        found: dict[str, Sequence[Entry[Person]]]
        match by:
            case "rung":
                found = dict(_by_rung(state))
            case "subject":
                found = dict(contacts(people).items())
            case _:
                groups: dict[str, list[Entry[Person]]] = {}
                for entry in people:
                    groups.setdefault(entry.record.region or NOWHERE, []).append(entry)
                return dict(groups.items())
        listed = {key_of(entry) for each in found.values() for entry in each}
        rest = [entry for entry in people if key_of(entry) not in listed]
        rest.sort(key=lambda entry: entry.record.name.casefold())
        return {**found, NO_RUNG if by == RUNG else NO_SUBJECT: rest} if rest else found

    def _draw(self, state: State, person: Person, cells: int) -> Sequence[Line]:
        thanks = len(state.thanks_of.get(person.id, ()))
        name = 24 if cells >= 56 else 20
        rungs, region = _rungs(state, person), person.region or ""
        about: list[Span] = [(rungs, "accent")] if rungs and self.by != RUNG else []
        if self.by != REGION:
            about += [("  " if about else "", "text"), (region, "muted")]
        if person.kind != "human":
            about += [("  " if about else "", "text"), (person.kind, "faint")]
        left = ((fit(person.name, name, self.glyphs.ellipsis) + "  ", "text"), *about)
        right = ((f"{self.glyphs.star} {thanks:>2}", "muted"),) if thanks else ()
        return (Line(spread(left, right, cells, self.glyphs.ellipsis)),)

    def write_page(self, writer: Writer, state: State, item: Listed) -> None:
        """The page about a person."""
        write_person(writer, state, item.entry, self.log_of(state).given_by.get(item.entry.record.id, ()))

    def write_aside(self, writer: Writer, state: State, item: Listed) -> None:
        """The way up, and whom else to ask."""
        tallies = self.counting.tallies
        write_way_up(writer, state, item.entry, tallies, tallies.source if tallies is not None else "")
        region = item.entry.record.region
        if region is not None:
            facets = self.facets_of(state)
            write_region(writer, item.entry, [facets.items[each] for each in facets.places(REGION)[region]])

    def aside_title(self, item: Listed) -> str:
        """What the frame of the third pane says."""
        return "what comes next"

    def entry_of(self, item: Listed) -> Entry[Person]:
        """The person."""
        return item.entry

    def is_part(self, target: Entry[Any]) -> bool:
        """A rung that the person stands or stood on."""
        return isinstance(target.record, Standing)

    def fresh(self) -> Fresh | None:
        """Someone else."""
        return Fresh(Person)

    def key_for(self, target: Entry[Any]) -> str:
        """A person's row, the first where there are several."""
        return self._first_key(key_of(target))

    def _first_key(self, person: str) -> str:
        items: Sequence[Listed] = self.listing.rows.items
        return next((each.key for each in items if key_of(each.entry) == person), person)

    def _find(self, key: str | None) -> None:
        # The person is elsewhere, where the people are listed another way by now.
        if key is not None and not self.listing.has(key):
            key = self._first_key(key.partition("#")[0])
        super()._find(key)

    def teach(self, state: State) -> tuple[str, str]:
        """Who belongs here."""
        return (
            "Who is part of the community, with or without an account.",
            '[[person]]\nid = "ada"\nname = "Ada Lovelace"\nregion = "Europe"',
        )


def _held(state: State, person: Person) -> list[Standing]:
    return [each.record for each in state.standings_of.get(person.id, ()) if each.record.held_on(state.today)]


def _rungs(state: State, person: Person) -> str:
    return ", ".join(rung_title(state, each) for each in _held(state, person))


def _searched(state: State, listed: Listed) -> str:
    person = listed.entry.record
    kind = (person.kind,) if person.kind != "human" else ()
    about = " ".join((*person.contact_for, *sorted(person.organizations(state.today)), *kind))
    return f"{person.name} {person.id} {person.github or ''} {person.region or ''} {_rungs(state, person)} {about}"


def _rung_words(state: State, value: str) -> str:
    name, _, id_ = value.partition("/")
    ladder = state.snapshot.find(Ladder, name)
    rung = ladder.record.find(id_) if ladder else None
    return _heading(state, ladder.record, rung) if ladder and rung else value


def _heading(state: State, ladder: Ladder, rung: Rung) -> str:
    return rung.title if len(state.snapshot.of(Ladder)) == 1 else f"{ladder.title}: {rung.title}"


def _by_rung(state: State) -> Iterator[tuple[str, list[Entry[Person]]]]:
    """The holders of each rung, the highest first, the roles beside it last."""
    for ladder in state.snapshot.of(Ladder):
        rungs = ladder.record.rung
        main = [each for each in reversed(rungs) if each.line == "main"]
        for rung in (*main, *(each for each in rungs if each.line != "main")):
            holders = state.holders_of.get((ladder.record.id, rung.id), ())
            found = [state.snapshot.find(Person, each.record.person) for each in holders]
            people = {key_of(each): each for each in found if each is not None}
            if people:
                names = sorted(people.values(), key=lambda each: each.record.name.casefold())
                yield _heading(state, ladder.record, rung), names
