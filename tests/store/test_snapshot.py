"""Which record a line of a file belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.store.find import Home
from commtui.store.load import load_given
from commtui.store.snapshot import Entry, Rejected

HOME = Home(Path("/plan/community"), Path("/plan"))
TEXT = """\
# Who we are, and what we want.
[community]
name = "OpenMRS"

[[person]]
id = "ada"
name = "Ada Lovelace"

[[person]]
id = "grace"
name = 1

[[person]]
id = "mary"
name = "Mary Keller"

[[goal]]
id = "reports"
quarter = "2013-Q2"
title = "Regular reports"
status = "planned"

[community.links]
chat = "https://talk.openmrs.org"

[[goal.key_result]]
title = "Ten reports"
done = false

[[goals]]
id = "misnamed"

[[person.affiliation]]
organization = "Dubuque"
"""


def told(line: int, name: str = "community/a.toml", text: str = TEXT) -> str:
    """What stands at the line, as `kind id`, with `!` where it has errors."""
    found = load_given(HOME, {HOME.place / "a.toml": text.encode()}).at(name, line)
    match found:
        case Entry():
            return f"{found.record.about.name} {getattr(found.record, 'id', '')}".strip()
        case Rejected():
            data = found.data[0] if isinstance(found.data, list) else found.data
            return f"!{found.kind} {data['id']}"
    return "nothing"


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (0, "nothing"),
        (1, "nothing"),
        (2, "community"),
        (4, "community"),
        (5, "person ada"),
        (7, "person ada"),
        (9, "!person grace"),
        (11, "!person grace"),
        (13, "person mary"),
        (17, "goal reports"),
        (24, "community"),
        (26, "goal reports"),
        (28, "goal reports"),
        (31, "!None misnamed"),
        (34, "person mary"),
        (900, "person mary"),
    ],
)
def test_a_line_belongs_to_the_record_that_it_is_in(line: int, record: str) -> None:
    assert told(line) == record


def test_a_line_of_another_file_belongs_to_nothing() -> None:
    assert told(5, "community/b.toml") == "nothing"


def test_records_written_in_brackets_have_lines_too() -> None:
    text = (
        'person = [\n  {id = "ada", name = "Ada"},\n  {id = "grace", name = 1},\n  {id = "mary", name = "Mary"},\n]\n'
    )
    assert [told(line, text=text) for line in range(1, 5)] == ["nothing", "person ada", "!person grace", "person mary"]
