"""Nested tables are edited member by member, and only what changed is written."""

from __future__ import annotations

from dataclasses import replace
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from commtui.store.find import at
from commtui.store.workspace import Workspace
from commtui.tui.forms.draft import Base, Draft
from commtui.tui.forms.knowing import World
from commtui.tui.forms.member import Member, values_of
from commtui.tui.forms.saving import edits_of

TEXT = """\
# the plan
[[goal]]
id      = "docs"
quarter = "2013-Q2" # the second
title   = "Documentation sprint"
status  = "planned"

  # about pages
  [[goal.key_result]]
  title = "100 pages" # at least
  score = 0.5 # half of it

  # about readers
  [[goal.key_result]]
  title = "50 readers" # or so

  # about writers
  [[goal.key_result]]
  title = "10 writers" # new ones
  done  = true # yes

[[ladder]]
id    = "code"
title = "Developer stages"

# the first
[[ladder.rung]]
id    = "novice" # was "new"
title = "Novice"

# the second
[[ladder.rung]]
id    = "reviewer" # reads
title = "Reviewer"
after = ["novice"] # of course

  # how
  [[ladder.rung.requirement]]
  text = "Be around" # for a while
  kind = "tenure"
  months = 3

  # what else
  [[ladder.rung.requirement]]
  text = "Half a year a novice"
  kind = "rung"
  rung = "novice" # see above

[[person]]
id = "ada"
name = "Ada Lovelace"

[[standing]]
person = "ada"
ladder = "code"
rung   = "novice" # since always
"""


class Plan:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "community.toml"
        self.file.write_text(TEXT)
        self.workspace = Workspace(at(self.file))

    def draft(self, kind: str) -> Draft:
        entry = self.workspace.snapshot.entries[kind][0]
        model = type(entry.record)
        return Draft(World(self.workspace, None), model, Base(values_of(model, entry.data), entry))

    def save(self, draft: Draft) -> list[str]:
        assert not draft.problems(every=True).fields
        wanted = draft.data()
        before = self.file.read_text()
        self.workspace.apply(*edits_of(draft))
        after = self.file.read_text()
        found = next(each for each in self.workspace.snapshot.entries[draft.kind] if dict(each.data) == wanted)
        assert found
        changed = [each for each in ndiff(before.splitlines(), after.splitlines()) if each[0] in "+-"]
        self.workspace.undo()
        assert self.file.read_text() == TEXT
        return changed


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path)


def changed(member: Member, **values: Any) -> Member:
    return replace(member, values={**member.values, **values})


def test_a_value_within_a_member_is_all_that_changes(plan: Plan) -> None:
    draft = plan.draft("goal")
    one, two, three = draft.members("key_result")
    draft.put_members("key_result", (changed(one, score=0.7), two, three))
    assert plan.save(draft) == ["-   score = 0.5 # half of it", "+   score = 0.7 # half of it"]


def test_a_member_that_goes_takes_its_comments_and_leaves_those_of_others(plan: Plan) -> None:
    draft = plan.draft("goal")
    one, two, three = draft.members("key_result")
    draft.put_members("key_result", (replace(one, removed=True), two, changed(three, title="12 writers")))
    assert plan.save(draft) == [
        "-   # about pages",
        "-   [[goal.key_result]]",
        '-   title = "100 pages" # at least',
        "-   score = 0.5 # half of it",
        "- ",
        '-   title = "10 writers" # new ones',
        '+   title = "12 writers" # new ones',
    ]


def test_all_at_once_is_one_edit_and_keeps_every_comment_of_what_stays(plan: Plan) -> None:
    draft = plan.draft("goal")
    one, two, three = draft.members("key_result")
    new = Member({"title": "A tutorial", "done": False})
    draft.put("title", "Docs week")
    draft.put_members("key_result", (three, new, changed(one, score=0.9), replace(two, removed=True)))
    lines = plan.save(draft)
    gone = {each[2:] for each in lines if each[0] == "-"} - {each[2:] for each in lines if each[0] == "+"}
    assert gone == {
        'title   = "Documentation sprint"',
        "  score = 0.5 # half of it",
        "  # about readers",
        '  title = "50 readers" # or so',
    }


def test_a_rung_that_is_renamed_takes_everything_along_that_names_it(plan: Plan) -> None:
    draft = plan.draft("ladder")
    novice, reviewer = draft.members("rung")
    draft.put_members("rung", (changed(novice, id="newcomer", title="Newcomer"), reviewer))
    assert draft.data()["rung"][1]["after"] == ["newcomer"]
    assert set(plan.save(draft)) == {
        '- id    = "novice" # was "new"',
        '+ id    = "newcomer" # was "new"',
        '- title = "Novice"',
        '+ title = "Newcomer"',
        '- after = ["novice"] # of course',
        '+ after = ["newcomer"] # of course',
        '-   rung = "novice" # see above',
        '+   rung = "newcomer" # see above',
        '- rung   = "novice" # since always',
        '+ rung   = "newcomer" # since always',
    }


def test_a_rung_and_its_ladder_too_can_be_renamed_at_once(plan: Plan) -> None:
    draft = plan.draft("ladder")
    novice, reviewer = draft.members("rung")
    draft.put("id", "stages")
    draft.put_members("rung", (changed(novice, id="newcomer"), reviewer))
    draft.put_members("rung", tuple(reversed(draft.members("rung"))))
    plan.save(draft)
    plan.workspace.redo()
    standing = plan.workspace.snapshot.entries["standing"][0].data
    assert (standing["ladder"], standing["rung"]) == ("stages", "newcomer")


def test_a_member_of_a_member_is_edited_in_place(plan: Plan) -> None:
    draft = plan.draft("ladder")
    novice, reviewer = draft.members("rung")
    tenure, rung = reviewer.values["requirement"]
    requirements = (rung, changed(tenure, months=6))
    draft.put_members("rung", (changed(reviewer, requirement=requirements), novice))
    lines = plan.save(draft)
    gone = {each[2:] for each in lines if each[0] == "-"} - {each[2:] for each in lines if each[0] == "+"}
    assert gone == {"  months = 3"}


def test_two_rungs_cannot_change_their_ids_with_each_other_at_once(plan: Plan) -> None:
    draft = plan.draft("ladder")
    novice, reviewer = draft.members("rung")
    draft.put_members("rung", (changed(novice, id="reviewer"), changed(reviewer, id="novice")))
    assert "save that first" in draft.problems().fields["rung"]


def test_a_rung_that_someone_holds_cannot_go(plan: Plan) -> None:
    draft = plan.draft("ladder")
    novice, reviewer = draft.members("rung")
    draft.put_members("rung", (replace(novice, removed=True), changed(reviewer, after=[], requirement=())))
    assert draft.problems().fields["rung"] == '"novice" cannot go: 1 other record names it (community.toml:53)'


def test_a_faulty_member_is_named_by_its_place(plan: Plan) -> None:
    draft = plan.draft("goal")
    one, two, three = draft.members("key_result")
    members = (replace(one, removed=True), two, changed(three, owners=["adda"], score=2))
    draft.put_members("key_result", members)
    problems = draft.problems()
    assert problems.members == {"key_result": {2: '"score" should be a share from 0 to 1, not 2'}}
