"""`commtui set` and `commtui add`: the values that people type, and the bytes that come of them."""

from __future__ import annotations

import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
import tomli

from tests.cli.clinic import ADA, HANDBOOK, Clinic
from tests.cli.conftest import ROOT, Run

THANKS = "community/recognition/2013/2013-02-01-grace-1f2e.toml"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["title=A handbook"], ['title      = "A handbook"']),
        (["title=a = b, and so on"], ['title      = "a = b, and so on"']),
        (['title=The "little" handbook'], ['title      = "The \\"little\\" handbook"']),
        (['title="Handbook"'], ['title      = "\\"Handbook\\""']),
        (["title=true"], ['title      = "true"']),
        (["title= two spaces "], ['title      = " two spaces "']),
        (["title=Le manuel, enfin là"], ['title      = "Le manuel, enfin là"']),
        (["status=done"], ['status     = "done"      # since April']),
        (['owners=["grace"]'], ['owners     = ["grace"]']),
        (["owners-=ada"], ['owners     = ["grace"]']),
        (["tags+=newcomers"], ['tags       = ["writing", "newcomers"]']),
        (["tags-=writing", "tags+=reading"], ['tags       = ["reading"]']),
        (["key_result.0.done=true"], ["    done  = true"]),
        (["key_result.1.score=0.75"], ["    score = 0.75"]),
        (["key_result.1.score=1"], ["    score = 1"]),
    ],
    ids=lambda each: " ".join(each),
)
def test_a_value_is_written_where_it_stands_and_the_rest_of_the_file_stays(
    clinic: Clinic, arguments: list[str], lines: list[str]
) -> None:
    before = clinic.files()
    said = clinic.does("set", "goal", "handbook", *arguments)
    assert f"commtui: wrote {HANDBOOK}\n" in said
    changed = clinic.changes(before)
    assert [line[2:] for line in changed if line.startswith("+")] == lines
    assert len(changed) == 2 * len(lines)


def test_several_fields_are_one_edit(clinic: Clinic) -> None:
    before = clinic.files()
    clinic.does("set", "goal", "handbook", "status=done", "key_result.0.done=true", "tags+=done", "--unset", "owners")
    assert clinic.changes(before) == [
        '- status     = "active"      # since April',
        '+ status     = "done"      # since April',
        '- owners     = ["ada", "grace"]',
        '- tags       = ["writing"]',
        '+ tags       = ["writing", "done"]',
        "-     done  = false",
        "+     done  = true",
    ]


def test_one_wrong_field_of_several_and_none_is_written(clinic: Clinic) -> None:
    said = clinic.refuses("set", "goal", "handbook", "title=A book", "status=finished")
    assert '"status" should be "planned", "active", "done", "missed", "moved" or "dropped", not "finished"' in said


@pytest.mark.parametrize(
    ("kind", "id", "assignment"),
    [
        ("goal", "handbook", "status=active"),
        ("goal", "handbook", 'owners=["ada", "grace"]'),
        ("goal", "handbook", "owners+=grace"),
        ("goal", "handbook", "key_result.1.score=0.4"),
        ("goal", "handbook", "id=handbook"),
        ("person", "ada", "listed=true"),
        ("ladder", "code", "rung.core.2.title=Core, second year"),
        ("standing", f"{ADA}:9", "since=2012-03-01"),
    ],
)
def test_an_equal_value_writes_nothing(clinic: Clinic, kind: str, id: str, assignment: str) -> None:
    said = clinic.refuses("set", kind, id, assignment, code=0)
    assert said == "commtui: nothing changed: it is so already\n"


def test_what_is_not_there_can_be_unset_all_the_same(clinic: Clinic) -> None:
    assert "nothing changed" in clinic.refuses("set", "goal", "handbook", "--unset", "why", code=0)


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        ("region", ['region = "Europe"']),
        ("emails", ['emails = ["ada@example.org"]']),
    ],
)
def test_a_field_is_unset_with_its_line(clinic: Clinic, field: str, gone: list[str]) -> None:
    before = clinic.files()
    clinic.does("set", "person", "ada", "--unset", field)
    assert clinic.changes(before) == [f"- {line}" for line in gone]


@pytest.mark.parametrize("arguments", [["--unset", "key_result.0"], ["key_result-=0"]])
def test_a_member_of_a_list_of_tables_goes_as_a_whole(clinic: Clinic, arguments: list[str]) -> None:
    clinic.does("set", "goal", "handbook", *arguments)
    assert titles(clinic) == ["Half of them send a correction"]
    assert clinic.text(HANDBOOK).startswith("# The one that newcomers wait for.\n[[goal]]\n")


def test_members_that_go_together_are_counted_as_they_stood(clinic: Clinic) -> None:
    clinic.does("set", "goal", "handbook", "--unset", "key_result.0", "--unset", "key_result.1")
    assert titles(clinic) == []


def test_a_member_and_what_is_in_another_one_go_together(clinic: Clinic) -> None:
    clinic.does(
        *("add", "ladder", "id=docs", "title=Writers", "rung.0.id=reader", "rung.0.title=Reader"),
        *("rung.1.id=editor", "rung.1.title=Editor"),
        *(
            'rung.1.requirement+={text="Asked", kind="checklist"}',
            'rung.1.requirement+={text="Knows", kind="checklist"}',
        ),
    )
    clinic.does("set", "ladder", "docs", "--unset", "rung.reader", "--unset", "rung.editor.requirement.0")
    (ladder,) = tomli.loads(clinic.text("community/careers/docs.toml"))["ladder"]
    assert ladder["rung"] == [
        {"id": "editor", "title": "Editor", "requirement": [{"text": "Knows", "kind": "checklist"}]}
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["key_result.2.title=Two translate it", "key_result.2.score=0.1"],
        ['key_result+={title = "Two translate it", score = 0.1}'],
    ],
)
def test_a_key_result_is_appended_in_the_style_of_the_others(clinic: Clinic, arguments: list[str]) -> None:
    before = clinic.files()
    clinic.does("set", "goal", "handbook", *arguments)
    assert clinic.changes(before) == [
        "+ ",
        "+     [[goal.key_result]]",
        '+     title = "Two translate it"',
        "+     score = 0.1",
    ]


def test_a_place_behind_the_last_is_said_to_be_added(clinic: Clinic) -> None:
    new = "added key_result.{}, which was not there before: places are counted from 0"
    said = clinic.does(
        "set", "goal", "handbook", "key_result.2.title=Two translate it", "key_result.3.title=It is read"
    )
    assert [each for each in said.splitlines() if "added" in each] == [f"commtui: {new.format(n)}" for n in (2, 3)]
    assert "added" not in clinic.does("set", "goal", "handbook", "key_result.1.title=Half of them write to us")


def titles(clinic: Clinic) -> list[str]:
    (goal,) = tomli.loads(clinic.text(HANDBOOK))["goal"]
    return [each["title"] for each in goal.get("key_result", [])]


@pytest.mark.parametrize(
    ("assignment", "line"),
    [
        ("rung.reviewer.title=Approver", 'title = "Approver"'),
        ("rung.0.title=Approver", 'title = "Approver"'),
        ("rung.core.2.title=Core", 'title = "Core"'),
        ("rung.reviewer.privileges+=Merge", 'privileges = ["Approve", "Merge"]'),
    ],
)
def test_a_rung_is_named_by_its_id_or_counted(clinic: Clinic, assignment: str, line: str) -> None:
    before = clinic.files()
    clinic.does("set", "ladder", "code", assignment)
    assert [each for each in clinic.changes(before) if each.startswith("+")] == [f"+ {line}"]


def test_a_table_within_comes_with_its_first_value(clinic: Clinic) -> None:
    clinic.does("set", "ladder", "code", "nomination.sponsors=2", "rung.reviewer.nomination.decision=The leads decide")
    (ladder,) = tomli.loads(clinic.text("community/careers/code.toml"))["ladder"]
    assert ladder["nomination"] == {"sponsors": 2}
    assert ladder["rung"][0]["nomination"] == {"decision": "The leads decide"}


def test_the_links_are_texts_by_name(clinic: Clinic) -> None:
    before = clinic.files()
    clinic.does("set", "community", "links.chat=https://talk.example.org/?room=1", "--unset", "links.website")
    assert clinic.changes(before)[1] == '+ links        = { chat = "https://talk.example.org/?room=1" }'
    clinic.does("set", "community", 'links={donate = "https://give.example.org"}', "links.forum=https://f.example.org")
    found = tomli.loads(clinic.text("community/community.toml"))["community"]["links"]
    assert found == {"donate": "https://give.example.org", "forum": "https://f.example.org"}


def test_markdown_may_have_several_lines(clinic: Clinic) -> None:
    clinic.does("set", "goal", "handbook", "why=They ask.\n\nWe answer:\n- once\n- for all")
    (goal,) = tomli.loads(clinic.text(HANDBOOK))["goal"]
    assert goal["why"] == "They ask.\n\nWe answer:\n- once\n- for all"


def test_a_single_table_has_no_id(clinic: Clinic) -> None:
    before = clinic.files()
    clinic.does("set", "community", "tagline=Care that knows you", "promise_days=3")
    assert [each[2:] for each in clinic.changes(before) if each[0] == "+"] == [
        'tagline      = "Care that knows you"',
        "promise_days = 3",
    ]
    assert "there is one [community] only" in clinic.refuses("remove", "community", "clinic")


def test_a_welcome_that_is_not_there_yet_is_begun(clinic: Clinic) -> None:
    assert "nothing changed" in clinic.refuses("set", "welcome", "--unset", "label", code=0)
    clinic.does("set", "welcome", "first_issue=Hello @{login}!", "once=false", "skip+=*[bot]")
    found = tomli.loads(clinic.text("community/community.toml"))["welcome"]
    assert found == {"first_issue": "Hello @{login}!", "once": False, "skip": ["*[bot]"]}
    clinic.does("set", "welcome", "label=first-timer")
    assert clinic.text("community/community.toml").count("[welcome]") == 1


@pytest.mark.parametrize("line", [9, 11, 13])
def test_a_record_without_an_id_is_named_by_any_of_its_lines(clinic: Clinic, line: int) -> None:
    before = clinic.files()
    said = clinic.does("set", "standing", f"{ADA}:{line}", "status=on leave")
    assert clinic.changes(before) == ['+ status = "on leave"']
    assert said.startswith("commtui: Standing ")


def test_what_show_prints_names_a_record(clinic: Clinic) -> None:
    shown = clinic.run("show", "recognition", cwd=clinic.root).stdout
    place = next(word for word in shown.split() if word.startswith("community/recognition/"))
    clinic.does("set", "recognition", place, "reason=The first compiler, and its manual.")
    assert 'reason = "The first compiler, and its manual."' in clinic.text(THANKS)


@pytest.mark.parametrize("kind", ["focus_area", "focus-area", "focus areas", "Focus_Area"])
def test_a_kind_is_written_as_people_write_it(clinic: Clinic, kind: str) -> None:
    clinic.does("set", kind, "docs", "title=Docs")
    assert 'title = "Docs"' in clinic.text("community/community.toml")


def test_an_id_may_be_the_name_of_a_field(clinic: Clinic) -> None:
    clinic.does("add", "item", "id=title", "title=Titles for clinics", "status=idea")
    clinic.does("set", "item", "title", "status=done")
    assert tomli.loads(clinic.text("community/roadmap.toml"))["item"][-1]["status"] == "done"


def test_a_new_record_goes_to_its_place_with_all_that_was_said(clinic: Clinic) -> None:
    said = clinic.does(
        *("add", "goal", "id=events", "quarter=2013-Q4", "title=An event = a day", "status=planned"),
        *('owners=["ada"]', "owners+=grace", "tags+=hackathon"),
        *("key_result.0.title=Forty come", "key_result.0.score=0.5", 'key_result+={title="Ten return"}'),
    )
    assert said == (
        'commtui: New goal "An event = a day" 2013-Q4: planned, 2 key results\n'
        "commtui: wrote community/goals/2013-Q4/events.toml\n"
    )
    assert tomli.loads(clinic.text("community/goals/2013-Q4/events.toml"))["goal"] == [
        {
            "id": "events",
            "quarter": "2013-Q4",
            "title": "An event = a day",
            "status": "planned",
            "owners": ["ada", "grace"],
            "tags": ["hackathon"],
            "key_result": [{"title": "Forty come", "score": 0.5}, {"title": "Ten return"}],
        }
    ]


def test_a_new_record_may_go_to_a_file_of_ones_choice(clinic: Clinic) -> None:
    clinic.does("add", "person", "id=joan", "name=Joan Clarke", "--file", "community/people/grace.toml")
    assert clinic.text("community/people/grace.toml").endswith('\n[[person]]\nid = "joan"\nname = "Joan Clarke"\n')
    clinic.does("add", "person", "id=alan", "name=Alan Turing", "--file", "community/people/bletchley.toml")
    assert clinic.path("community/people/bletchley.toml").is_file()


def test_a_goal_goes_along_with_its_quarter(clinic: Clinic) -> None:
    text = clinic.text(HANDBOOK)
    said = clinic.does("set", "goal", "handbook", "quarter=2013-Q4")
    assert f"commtui: removed {HANDBOOK}\ncommtui: wrote community/goals/2013-Q4/handbook.toml\n" in said
    assert not clinic.path(HANDBOOK).exists()
    assert clinic.text("community/goals/2013-Q4/handbook.toml") == text.replace("2013-Q2", "2013-Q4")


def test_an_edit_that_leaves_something_to_mend_tells_it_and_not_what_was_there_before(clinic: Clinic) -> None:
    said = clinic.does("set", "goal", "handbook", "key_result.0.score=0.5")
    assert f'commtui: error: {HANDBOOK}:13 The key result "The first chapter is read by three newcomers"' in said
    assert "error:" not in clinic.does("set", "goal", "handbook", "title=A book")


def test_one_field_is_one_line_of_the_diff(tmp_path: Path, commtui: Run) -> None:
    # Of the example, and how many lines come and go.
    demo = shutil.copytree(ROOT / "commtui" / "demo" / "community", tmp_path / "community")
    before = {each: each.read_text(encoding="utf-8") for each in demo.rglob("*.toml")}
    for record, assignment, lines in (
        ("goal career-path", "title=A career path", "1 1"),
        ("goal career-path", "status=done", "1 1"),
        ("goal career-path", "owners-=grace-hopper", "1 1"),
        ("goal career-path", "key_result.2.at_least=55", "1 1"),
        ("goal career-path", "why=Asked too often.", "1 4"),
        ("item career-path", "when=2013-H2", "1 1"),
        ("ladder developer", "rung.dev-1.title=First steps", "1 1"),
        ("ladder developer", "rung.dev-1.requirement.0.text=Passed the quiz", "1 1"),
        ("ladder developer", "nomination.objection_days=10", "1 1"),
        ("person ada-lovelace", "github=ada", "1 1"),
        ("person ada-lovelace", "listed=false", "1 0"),
        ("person ada-lovelace", "affiliation.0.since=2011-05-01", "1 1"),
        ("community", "promise_days=3", "1 1"),
        ("community", "links.chat=https://talk.example.org", "1 1"),
        ("community", "values-=Thanks are given by name, in public, and soon", "0 1"),
        ("welcome", "once=false", "1 1"),
        ("focus_area governance", "lead=grace-hopper", "1 1"),
        ("measurement community/metrics/2013-Q1.toml:12", "sample=11", "1 1"),
    ):
        done = commtui("set", *record.split(), assignment, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        (path,) = (each for each, text in before.items() if each.read_text(encoding="utf-8") != text)
        diff = [*unified_diff(before[path].splitlines(), path.read_text(encoding="utf-8").splitlines(), n=0)][2:]
        assert " ".join(str(sum(line[0] == sign for line in diff)) for sign in "+-") == lines, assignment
        path.write_text(before[path], encoding="utf-8")


def test_members_are_meant_by_the_ids_that_they_have_in_the_file(clinic: Clinic) -> None:
    said = clinic.refuses("set", "ladder", "code", "rung.reviewer.id=core.2", "rung.core.2.id=reviewer")
    assert "already" in said


def test_wishes_that_contradict_each_other_are_refused(clinic: Clinic) -> None:
    for words, said in (
        ("key_result.0.done=true --unset key_result.0", "key_result.0 is both changed and taken away"),
        ("key_result.0.owners+=ada key_result-=0", "key_result.0 is both changed and taken away"),
        ("key_result=[] key_result-=0", "key_result.0 is both changed and taken away"),
        ("key_result.2.title=Ten --unset key_result.2", "key_result.2 is both changed and taken away"),
        ("tags=[] --unset tags", "tags is both changed and taken away"),
        ("owners+=hidden --unset owners", "owners is both changed and taken away"),
        ("outcome=Read --unset outcome", "outcome is both changed and taken away"),
        ("key_result.0.done=true --unset key_result", "key_result is both changed and taken away"),
        ("key_result-=0 --unset key_result", "key_result is both changed and taken away"),
        ("title=One title=Two", "title is given twice"),
        ("owners+=hidden owners=[]", "owners is given twice"),
        ("key_result.2.title=One key_result.2.title=Two", "key_result.2.title is given twice"),
        ('key_result.2={title="One"} key_result.2.title=Two', "key_result.2.title is given twice"),
        ("key_result.0.done=true key_result=[]", "key_result is given twice"),
    ):
        assert said in clinic.refuses("set", "goal", "handbook", *words.split()), words
    assert "links is both changed" in clinic.refuses("set", "community", "links.code=here", "--unset", "links")
    assert "emails is given twice" in clinic.refuses("add", "person", "id=joan", "emails+=a@b.org", "emails=[]")
    clinic.does("set", "community", "links={chat='there'}", "links.code=here", "values=[]", "values+=Kind")


def test_a_rung_gets_another_id_and_another_title_in_one_edit(clinic: Clinic) -> None:
    clinic.does("set", "ladder", "code", "rung.reviewer.id=editor", "rung.reviewer.title=Editor", "title=Writers")
    assert 'id = "editor"\ntitle = "Editor"' in clinic.text("community/careers/code.toml")
    assert 'rung   = "editor"' in clinic.text(ADA)
