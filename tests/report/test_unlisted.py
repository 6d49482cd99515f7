"""No error in a plan makes anyone public who does not wish to be named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commtui.report.changes import markdown as changes_markdown
from commtui.report.records import markdown
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.report.unlisted import Unlisted
from commtui.store.snapshot import Snapshot
from tests.report.telling import GOAL, THANKS, compared

Read = Callable[[dict[str, str]], Snapshot]
ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
OWNED = GOAL.replace("id =", 'owners = ["shy", "ada"]\nid =') + THANKS.replace("ada", "shy")
WITH_ERRORS = [
    '[[person]]\nid = "shy"\nname = "Shy Person"\nlisted = "false"\n',
    '[[person]]\nid = "shy"\nname = "Shy Person"\nlisted = 0\n',
    '[[person]]\nid = "shy"\nname = "Shy Person"\nlisted = false\nkind = "robot"\n',
    '[[person]]\nid = "shy"\nnmae = "Shy Person"\nlisted = false\n',
    '[[person]]\nid = "shy"\nname = "Shy Person"\nlsited = false\n',
    '[person]\nid = "shy"\nname = "Shy Person"\nlisted = false\n',
    '[[people]]\nid = "shy"\nname = "Shy Person"\nlisted = false\n',
]


def published(snapshot: Snapshot) -> str:
    return markdown.render(Selection.everything(snapshot), Style())


@pytest.mark.parametrize("person", WITH_ERRORS)
def test_a_person_with_errors_who_is_not_listed_is_not_named(community: Read, person: str) -> None:
    shown = published(community({"goals.toml": OWNED, "people/ada.toml": ADA, "people/shy.toml": person}))
    assert "shy" not in shown.lower()
    assert "Ada Lovelace" in shown


@pytest.mark.parametrize("person", WITH_ERRORS)
def test_nor_is_such_a_person_in_changes(person: str) -> None:
    people = person if person.startswith("[person]") else person + ADA
    for base, head in (("", OWNED), (OWNED, ""), (GOAL, OWNED)):
        assert "shy" not in changes_markdown.render(compared(base, head, people), Style()).lower()


def test_a_person_with_other_errors_is_named_as_before(community: Read) -> None:
    listed = '[[person]]\nid = "shy"\nname = "Not So Shy"\nkind = "robot"\n'
    for person in (listed, f"{listed}listed = true\n"):
        assert "shy" in published(community({"goals.toml": OWNED, "people.toml": ADA + person}))


def test_nobody_is_named_whose_record_may_be_in_a_file_that_cannot_be_read(community: Read) -> None:
    hidden = '[[person]]\nid = "shy"\nname = "Shy Person\nlisted = false\n'
    shown = published(community({"goals.toml": OWNED, "people/ada.toml": ADA, "people/shy.toml": hidden}))
    assert "shy" not in shown.lower()
    assert "Ada Lovelace" in shown


def test_a_person_without_an_id_who_is_not_listed_is_in_no_change() -> None:
    nameless = '[[person]]\nname = "Shy Person"\nlisted = false\n'
    assert "shy" not in changes_markdown.render(compared("", nameless, ADA), Style()).lower()


def test_what_is_no_id_names_nobody(community: Read) -> None:
    assert 7 not in Unlisted.of(community({"people.toml": ADA}))
