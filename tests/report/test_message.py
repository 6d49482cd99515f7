"""The message that is proposed for a commit."""

from __future__ import annotations

import pytest

from commtui.report.changes.message import message
from tests.report.telling import GOAL, THANKS, compared


def proposed(base: str, head: str) -> str:
    return message(compared(base, head))


def test_one_change_is_the_subject() -> None:
    assert proposed(GOAL, GOAL.replace("planned", "active")) == "Goal 'First response' 2026-Q4: planned -> active"


def test_several_changes_are_counted_and_listed() -> None:
    both = THANKS + '[[item]]\nid = "guide"\ntitle = "A guide"\nstatus = "idea"\n'
    subject, blank, *body = proposed(GOAL, GOAL.replace("planned", "active") + both).splitlines()
    assert (subject, blank) == ("Plan: 3 changes", "")
    assert body == [
        "- Goal 'First response' 2026-Q4: planned -> active",
        "- New roadmap item 'A guide': idea",
        "- Recognition: 1 more, for docs (Ada Lovelace)",
    ]


@pytest.mark.parametrize("title", ["word " * 60, "w" * 400])
def test_a_long_change_is_told_by_the_id_in_the_subject_and_whole_below(title: str) -> None:
    long = GOAL.replace("First response", title.strip())
    for base, head, said in (
        (GOAL, long, "Goal first-response: changed"),
        (long, long.replace("planned", "active"), "Goal first-response: planned -> active"),
        ("", long, "Goal first-response: added"),
    ):
        subject, blank, body = proposed(base, head).split("\n")
        assert (subject, blank, body[:2]) == (said, "", "- ")
        assert len(body) <= 502
    subject, _, _ = proposed("", long.replace("first-response", "w" * 80)).partition("\n")
    assert (len(subject) <= 72, subject[-1]) == (True, "…")


def test_who_is_not_listed_is_not_named() -> None:
    hidden = THANKS.replace("ada", "shy")
    assert proposed("", hidden) == "Update the plan"
    assert "Shy" not in proposed(GOAL, GOAL.replace("planned", "active") + hidden)


def test_a_text_that_looks_like_a_trailer_or_a_comment_does_not_begin_a_line() -> None:
    said = proposed(GOAL, GOAL.replace("First response", "# x\\nSigned-off-by: Eve <eve@example.org>"))
    assert not any(line.startswith(("#", "Signed-off-by")) for line in said.splitlines())


def test_nothing_to_tell_is_an_update() -> None:
    assert proposed(GOAL, GOAL) == "Update the plan"
