"""Whom to ask about what."""

from __future__ import annotations

from pathlib import Path

from commtui.insight.contacts import contacts
from commtui.model.person import Person
from tests.insight.plans import snapshot_of

PLAN = """
[[person]]
id = "bo"
name = "Bo"
contact_for = ["Releases", "tests", "Tests"]
[[person]]
id = "ana"
name = "Ana"
contact_for = ["tests", "a place to  sleep"]
[[person]]
id = "cleo"
name = "Cleo"
"""


def test_subjects_are_in_order_with_their_people_and_case_makes_no_other_subject(tmp_path: Path) -> None:
    found = contacts(snapshot_of(tmp_path, PLAN).of(Person))
    assert {subject: [each.record.id for each in people] for subject, people in found.items()} == {
        "a place to  sleep": ["ana"],
        "Releases": ["bo"],
        "tests": ["ana", "bo"],
    }
    assert list(found) == ["a place to  sleep", "Releases", "tests"]
