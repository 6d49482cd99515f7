"""Every kind can be made and edited, field by field: what was typed is in the file, and nothing else changes."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commtui.model.kinds import BY_NAME, KINDS
from commtui.store.find import at
from commtui.store.workspace import Workspace
from commtui.toml.same import same
from commtui.tui.forms.draft import Base, Draft
from commtui.tui.forms.fields import FormField, Raw, Sort, form_fields
from commtui.tui.forms.knowing import World
from commtui.tui.forms.member import Member, values_of
from commtui.tui.forms.saving import Saved, edits_of, saved_as
from tests.trying import times
from tests.tui.forms.opening import TODAY, Open

PLAN = """\
# our plan

[community] # ourselves
name = "OpenMRS" # as people say it
values = ["Care", "Openness"] # both
links = { chat = "https://chat.example.org" } # where we talk

[welcome]
label = "new" # on issues

[tui]
default_view = "goals" # ours

[[channel]]
id = "talk"
name = "Talk" # the forum
kind = "primary"

[[focus_area]]
id = "docs"
title = "Documentation" # all of it

[[item]]
id = "guide"
title = "Guide" # for newcomers
status = "idea"

[[goal]]
id = "first" # keep
quarter = "2013-Q1" # over
title = "First goal" # one
status = "done"

[[goal]]
id = "sprint"
quarter = "2013-Q2" # now
title = "Sprint" # two
status = "active"

  # pages
  [[goal.key_result]]
  title = "Pages" # a hundred

[[ladder]]
id = "code"
title = "Code" # stages
nomination = { by = ["peer"] } # so far

  [[ladder.rung]]
  id = "novice"
  title = "Novice" # hello

  [[ladder.rung]]
  id = "reviewer"
  title = "Reviewer" # reads

[[ladder]]
id = "docs"
title = "Documentation"

  [[ladder.rung]]
  id = "novice"
  title = "Writer"

  [[ladder.rung]]
  id = "reviewer"
  title = "Editor"

[[person]]
id = "ada"
name = "Ada Lovelace" # countess

[[person]]
id = "grace"
name = "Grace Hopper" # admiral

[[standing]]
person = "ada" # who
ladder = "code"
rung = "novice" # where

[[recognition]]
person = "ada" # thanks
kinds = ["doc"] # for

[[recognition_kind]]
id = "fieldwork"
title = "Field work" # outside

[[measurement]]
metric = "commits" # counted
period = "2013-Q1"
unit = "commits"
sample = 3
source = "git"
computed_on = 2013-04-01 # then
"""

REFERENCES = {
    "person": "grace",
    "goal": "first",
    "item": "guide",
    "ladder": "docs",
    "focus_area": "docs",
    "rung": "reviewer",
    "metric": "reviews",
    "recognition_kind": "fieldwork",
}
LINE = '[/b] "quoted" \\ 日本'


def sample(field: FormField) -> Raw:
    """Something to type into a field that fits it."""
    match field.sort:
        case Sort.ID:
            return "another-one"
        case Sort.REFERENCE:
            return REFERENCES[field.ref.kind if field.ref is not None else ""]
        case Sort.CHOICE:
            return field.meanings[-1][0]
        case Sort.SWITCH:
            return not field.default
        case Sort.WHOLE:
            return "4"
        case Sort.NUMBER:
            return "0.5"
        case Sort.DATE:
            return "+2w"
        case Sort.PERIOD:
            return "+1q"
        case Sort.TEXTS:
            return texts(field)
        case Sort.PAIRS:
            return (("chat", LINE), ("web site", "https://example.org"))
        case Sort.MARKDOWN:
            return "# One\n\n- [two](https://example.org)\n" + LINE
    return "openmrs/core" if field.name == "repository" else LINE


def texts(field: FormField) -> tuple[str, ...]:
    if field.meanings:
        return tuple(word for word, _ in field.meanings[:2])
    if field.ref is not None:
        return (REFERENCES[field.ref.kind],)
    return ("one", LINE)


def plain_fields(kind: str) -> list[FormField]:
    return [each for each in form_fields(BY_NAME[kind]) if each.table is None]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "community.toml"
    file.write_text(PLAN)
    return file


@pytest.mark.parametrize("kind", [model.about.name for model in KINDS])
def test_what_is_typed_into_each_field_changes_that_value_alone(plan: Path, kind: str) -> None:
    workspace = Workspace(at(plan))
    entry = workspace.snapshot.entries[kind][-2 if kind == "ladder" else -1]
    model = type(entry.record)
    for field in plain_fields(kind):
        draft = Draft(World(workspace, TODAY), model, Base(values_of(model, entry.data), entry))
        draft.put(field.name, sample(field))
        assert draft.changed == (field.name,)
        assert draft.problems(every=True).fields == {}
        wanted = {**entry.data, field.name: draft.data()[field.name]}
        workspace.apply(*edits_of(draft))
        assert any(same(dict(each.data), wanted) for each in workspace.snapshot.entries[kind]), field.name
        lines = changed_lines(PLAN, plan.read_text())
        assert all(line.partition("=")[0].strip(" [") in {field.name, "ladder"} for line in lines[0]), lines
        comments = [line.partition("#")[2] for line in lines[0] if "#" in line]
        assert all(any(comment in line for line in lines[1]) for comment in comments)
        workspace.undo()
        assert plan.read_text() == PLAN
        entry = next(each for each in workspace.snapshot.entries[kind] if same(each.data, entry.data))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    gone: list[str] = []
    come: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[i1:i2]
            come += new[j1:j2]
    return gone, come


WITHOUT_SINGLES = PLAN.partition("[community]")[0] + PLAN[PLAN.index("[[channel]]") :]
# Between them they have fields of every sort.
ON_SCREEN = ("community", "person", "measurement")


def expected(workspace: Workspace, kind: str, typed: dict[str, Raw]) -> dict[str, Any]:
    """What a record holds of which this was typed; what is so anyway is not written."""
    fields = {each.name: each for each in form_fields(BY_NAME[kind])}
    calendar = World(workspace, TODAY).calendar
    values = {name: fields[name].value(raw, calendar) for name, raw in typed.items()}
    return dict(sorted((name, value) for name, value in values.items() if value != fields[name].default))


def test_every_kind_can_be_made(plan: Path) -> None:
    plan.write_text(WITHOUT_SINGLES)
    workspace = Workspace(at(plan))
    for model in KINDS:
        kind = model.about.name
        before = workspace.snapshot
        draft = Draft(World(workspace, TODAY), model, Base({}), values_of(model, {}))
        assert draft.touched == ()
        typed = {field.name: sample(field) for field in plain_fields(kind)}
        for name, raw in typed.items():
            draft.put(name, raw)
        assert draft.problems(every=True).fields == {}
        saved = saved_as(workspace.apply(*edits_of(draft)), draft, before)
        entries = workspace.snapshot.entries[kind]
        assert len(entries) == len(before.entries[kind]) + 1
        entry = next(each for each in entries if each.where == saved.where)
        assert (saved.kind, saved.id) == (kind, entry.data.get("id"))
        assert same(dict(sorted(entry.data.items())), expected(workspace, kind, typed))


def test_what_is_tried_on_the_screen_has_fields_of_every_sort() -> None:
    every = {field.sort for model in KINDS for field in plain_fields(model.about.name)}
    assert {field.sort for kind in ON_SCREEN for field in plain_fields(kind)} == every


async def test_what_is_typed_into_a_form_of_a_new_record_is_what_the_file_holds(opened: Open) -> None:
    async with opened("", WITHOUT_SINGLES) as it:
        for kind in ON_SCREEN:
            await it.new(kind)
            assert not it.form.unsaved
            typed = {field.name: sample(field) for field in plain_fields(kind)}
            for name, raw in typed.items():
                it.form.row(name).put(raw)
            await it.save()
            assert it.saved
            assert isinstance(it.app.answer, Saved)
            entry = next(each for each in it.workspace.snapshot.entries[kind] if each.where == it.app.answer.where)
            assert same(dict(sorted(entry.data.items())), expected(it.workspace, kind, typed))


async def test_a_form_names_what_is_needed_first_and_goes_to_what_is_missing(opened: Open) -> None:
    async with opened() as it:
        await it.new("goal", quarter="2013-Q3", focus_area="events")
        rows = [row.field.name for row in it.form.query("FieldRow").results()]  # type: ignore[attr-defined]
        assert rows[:4] == ["title", "id", "quarter", "status"]
        assert it.said("title") == ""
        await it.save()
        assert it.status == "Not saved: 3 fields need attention"
        assert (it.said("title"), it.said("status")) == ("Cannot be empty", "Cannot be empty")
        assert it.form.current is it.form.row("title")
        await it.put("title", "Café für alle: No. 2")
        assert it.form.row("id").raw == "café-für-alle-no-2"
        await it.put("status", "planned")
        await it.save()
        assert it.saved
        assert it.workspace.snapshot.entries["goal"][-1].data == {
            "id": "café-für-alle-no-2",
            "quarter": "2013-Q3",
            "title": "Café für alle: No. 2",
            "status": "planned",
            "focus_area": "events",
        }
        assert it.toasts[-1] == "Goal added to community.toml · u undoes it"


async def test_a_proposed_id_is_one_that_nobody_has_and_one_that_was_typed_stays(opened: Open) -> None:
    async with opened() as it:
        await it.new("person", name="Ada")
        assert it.form.row("id").raw == "ada-2"
        assert not it.form.unsaved
        await it.put("id", "countess")
        await it.put("name", "Ada Lovelace")
        assert it.form.row("id").raw == "countess"
        await it.put("id", "grace")
        assert it.said("id") == 'Is taken: there is a person "grace" already'


async def test_an_id_that_changes_says_how_many_references_follow_and_takes_them_along(opened: Open) -> None:
    async with opened("person") as it:
        await it.put("id", "lovelace")
        assert it.said("id") == "Renamed from ada. 2 references follow."
        before = it.file.read_text()
        await it.save()
        assert it.saved
        assert it.app.answer.id == "lovelace"  # type: ignore[union-attr]
        assert it.file.read_text() == before.replace('"ada"', '"lovelace"')


# Whatever is typed: the file holds it, or the form says why not.

SURROGATES: Literal["Cs"] = "Cs"
TEXTS = st.text(st.characters(exclude_categories=[SURROGATES]), min_size=1, max_size=12)


@settings(max_examples=times(25, 1_000), deadline=None)
@given(
    st.lists(st.tuples(TEXTS, st.booleans() | st.none(), st.floats(0, 1) | st.none()), max_size=4),
    st.lists(TEXTS, max_size=3),
    st.permutations(range(2)),
    TEXTS,
)
def test_what_the_form_holds_is_what_the_file_holds_then(
    tmp_path_factory: pytest.TempPathFactory,
    results: list[tuple[str, bool | None, float | None]],
    tags: list[str],
    order: list[int],
    title: str,
) -> None:
    file = tmp_path_factory.mktemp("plan") / "community.toml"
    file.write_text(
        PLAN.replace('  title = "Pages" # a hundred', '  title = "Pages"\n\n[[goal.key_result]]\ntitle = "B"')
    )
    workspace = Workspace(at(file))
    entry = workspace.snapshot.entries["goal"][-1]
    model = type(entry.record)
    draft = Draft(World(workspace, TODAY), model, Base(values_of(model, entry.data), entry))
    draft.put("title", title)
    draft.put("tags", tuple(tags))
    there = draft.members("key_result")
    new: list[Any] = [
        Member({"title": text} | ({} if done is None else {"done": done}) | ({} if score is None else {"score": score}))
        for text, done, score in results
    ]
    draft.put_members("key_result", [*(there[index] for index in order), *new])
    wanted = draft.data()
    if draft.problems(every=True).fields:
        return
    workspace.apply(*edits_of(draft))
    assert same(dict(workspace.snapshot.entries["goal"][-1].data), wanted)
