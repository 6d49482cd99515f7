"""Whom to ask about what."""

from __future__ import annotations

from collections.abc import Iterable

from commtui.model.person import Person
from commtui.store.snapshot import Entry


def contacts(people: Iterable[Entry[Person]]) -> dict[str, tuple[Entry[Person], ...]]:
    """Who is a contact for each subject, by subject and name; what differs in case only is one subject."""
    words: dict[str, str] = {}
    found: dict[str, list[Entry[Person]]] = {}
    for entry in people:
        for subject in entry.record.contact_for:
            key = " ".join(subject.casefold().split())
            words.setdefault(key, subject)
            known = found.setdefault(key, [])
            if entry not in known[-1:]:
                known.append(entry)
    return {
        words[key]: tuple(sorted(found[key], key=lambda entry: entry.record.name.casefold())) for key in sorted(found)
    }
