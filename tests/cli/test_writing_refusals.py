"""What the writing commands refuse: nothing is written, and people are told which field it is and what they may say."""

from __future__ import annotations

import os
import sys

import pytest

from tests.cli.clinic import ADA, HANDBOOK, Clinic
from tests.cli.conftest import Run

STATUSES = '"planned", "active", "done", "missed", "moved" or "dropped"'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("set gaol handbook status=done", 'there is no kind "gaol"; did you mean "goal"?'),
        ("add thing id=x", "the kinds are community, welcome, channel, focus_area"),
        ("set goal handbok status=done", 'there is no goal "handbok"; did you mean "handbook"?'),
        ("set goal handbook staus=done", 'there is no field "staus"; did you mean "status"?'),
        ("set goal handbook colour=red", "the fields are id, quarter, title, status, focus_area, "),
        ("set goal handbook key_result.0.sore=1", 'there is no field "key_result.0.sore"; did you mean "score"?'),
        ("set goal handbook key_result.7.score=1", "key_result has 2, counted from 0"),
        ("set goal translation key_result.1.score=1", "key_result is empty"),
        ("set goal handbook title.x=1", '"title" has no fields in it'),
        ("set goal handbook owners.0=ada", "owners+=... adds to it, owners-=... takes out of it"),
        ("set goal handbook title+=more", "title is no list: title=... sets it"),
        ("set goal handbook status=finished", f'"status" should be {STATUSES}, not "finished"'),
        ("set goal handbook status=Done", f'"status" should be {STATUSES}, not "Done"; did you mean "done"?'),
        ("set goal handbook quarter=Q4", '"quarter" should be a quarter such as 2026-Q4, not "Q4"'),
        ("set goal handbook owners=ada", "owners takes a list such as 'owners=[\"ada\"]'; owners+=ada adds to it"),
        (
            "set goal handbook owners=ada,grace",
            'owners takes a list such as \'owners=["ada", "grace"]\'; owners+=ada adds to it',
        ),
        ("set goal handbook owners=[ada,'joan]", 'such as \'owners=["ada", "joan"]\'; owners+=ada adds to it'),
        ("set goal handbook owners=[", "such as 'owners=[\"[\"]'; 'owners+=[' adds to it"),
        ("set goal handbook owners=[]]", "such as 'owners=[\"]\"]'; 'owners+=]' adds to it"),
        ("set goal handbook owners=[,]", "such as 'owners=[\"one\"]'; owners+=one adds to it"),
        ("set goal handbook tags=a\n\nb", "such as 'tags=[\"a b\"]'; 'tags+=a b' adds to it"),
        ("set goal handbook key_result.0.done=a\n\nb", 'takes true or false, not "a\\u000a\\u000ab"'),
        ("set person ada github_id=1.0", '"github_id" should be a whole number, not 1.0'),
        ("remove tui x", "there is one [tui] only"),
        ("set goal handbook owners=[1]", 'Member 1 of "owners" should be text, not a number'),
        ("set goal handbook owners+=gracy", 'owners names no person: "gracy"; did you mean "grace"?'),
        ("set goal handbook owners+=nobody", 'owners names no person: "nobody"; known: ada, grace, hidden'),
        ("set goal handbook focus_area=code", 'focus_area names no focus area: "code"; known: docs'),
        ("set goal handbook owners-=hidden", 'owners does not hold "hidden"; it holds "ada" and "grace"'),
        ("set goal handbook links-=x", 'links does not hold "x"; it holds nothing'),
        ("set goal handbook key_result.0.done=yes", 'key_result.0.done takes true or false, not "yes"'),
        ("set goal handbook key_result.1.score=much", 'takes a number such as 0.5, not "much"'),
        ("set goal handbook key_result.1.score=40", '"score" should be a share from 0 to 1, not 40'),
        ("set goal handbook key_result+=More", 'key_result takes a table such as {title = "..."}'),
        ("set goal handbook key_result=More", 'key_result takes tables such as {title = "..."}'),
        ("set goal handbook key_result.2.score=1", 'This [[goal.key_result]] needs "title"'),
        ("set goal handbook title=", '"title" should not be empty'),
        ("set goal handbook --unset title", 'Goal "handbook" needs "title"'),
        ("set goal handbook --unset colour", 'there is no field "colour"'),
        ("set goal handbook --unset key_result.7", "key_result has 2, counted from 0"),
        ("set goal handbook", "nothing to do: name a FIELD=VALUE, or --unset FIELD"),
        ("set goal handbook done", '"done" is not FIELD=VALUE'),
        ("set goal", "which goal? name it before the fields: commtui set goal ID FIELD=VALUE"),
        ("set goal status=done", "which goal? name it before the fields"),
        ("set goal key_result.0.done=true", "which goal? name it before the fields"),
        ("set goal translation id=handbook", f'there is a goal "handbook" already ({HANDBOOK}:2)'),
        ("set community promise_days=-1", '"promise_days" should not be negative, not -1'),
        ("set community promise_days=soon", 'promise_days takes a number such as 2, not "soon"'),
        ("set community links=chat", 'links takes a table such as {key = "..."}'),
        ("set welcome skip-=*[bot]", 'skip does not hold "*[bot]"'),
        ("set standing ada status=emeritus", '"ada" is not FILE:LINE, which is how a standing is named'),
        (f"set standing {ADA}:1 status=emeritus", f"there is no standing at {ADA}:1"),
        (f"set standing {ADA}:99 status=emeritus", "has 13 lines: there is no line 99"),
        (f"set standing {ADA}:9 since=yesterday", 'since takes a date such as 2026-03-31, not "yesterday"'),
        (f"set standing {ADA}:9 rung=core", 'rung names no rung on the ladder "code": "core"'),
        ("add goal id=x title=X", 'Goal "x" needs "quarter"; when it is to be reached; for example 2026-Q4'),
        ("add goal id=x title=X", f'\ncommtui: Goal "x" needs "status"; one of {STATUSES}'),
        ("add person id=ada name=Ada", f'there is a person "ada" already ({ADA}:1)'),
        ("add person id=-ada name=Ada", '"id" should be letters, digits'),
        ("add community name=Two", "there is a [community] already (community/community.toml:1)"),
        ("add channel id=chat name=Chat kind=loud", '"kind" should be "primary", "asynchronous" or "synchronous"'),
        ("add person id=x name=X --file people.toml", "is no TOML file of this community"),
        ("add person id=x name=X --file community/x.txt", "is no TOML file of this community"),
        ("rename person ada grace", 'there is a person "grace" already (community/people/grace.toml:1)'),
        ("rename person ad adele", 'there is no person "ad"'),
        ("rename ladder code coding --rung revewer", 'has no rung "revewer"; did you mean "reviewer"?'),
        ("rename goal handbook book --rung x", "only a ladder has rungs"),
        ("rename standing x y", "a standing has no id"),
        ("remove person", "which person? commtui remove person ID"),
        ("remove person adda", 'there is no person "adda"'),
        ("remove welcome", "there is no [welcome]"),
    ],
)
def test_a_refusal_names_the_field_and_the_choices(clinic: Clinic, arguments: str, said: str) -> None:
    told = clinic.refuses(*arguments.split(" "))
    assert said in told
    assert all(line.startswith("commtui: ") for line in told.splitlines())


@pytest.mark.parametrize("command", ["add", "set", "remove", "rename", "thank"])
def test_a_command_without_arguments_says_how_it_is_used(clinic: Clinic, command: str) -> None:
    assert clinic.refuses(command).startswith(f"Usage: commtui {command} ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a\x1b[31mred", "U+001B"),
        ("a\x9b31mred", "U+009B"),
        ("drow\u202eword", "U+202E"),
        ("two\nlines", "one line"),
        ("a\ttab", "one line, without tabs"),
    ],
)
def test_text_that_a_terminal_would_obey_is_refused(clinic: Clinic, value: str, said: str) -> None:
    told = clinic.refuses("set", "goal", "handbook", f"title={value}")
    assert '"title" should ' in told
    assert said in told


def test_an_emoji_of_several_parts_and_persian_are_text(clinic: Clinic) -> None:
    clinic.does("set", "goal", "handbook", "title=👩\u200d⚕️ می\u200cخوانند")
    assert "👩\u200d⚕️ می\u200cخوانند" in clinic.text(HANDBOOK)


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "goal", "\x1b[2J", "status=done"],
        ["set", "goal", "handbook", "\x1b]0;title\x07=done"],
        ["set", "goal", "handbook", "owners+=\x1b[2J"],
        ["set", "goal", "handbook", "key_result.0.done=\x1b[2J"],
        ["set", "goal", "handbook", "\x1b[2J"],
        ["add", "\x9b2J", "id=x"],
        ["add", "person", "id=x", "name=X", "--file", "\x1b[2J.toml"],
        ["remove", "goal", "\x1b[2J"],
        ["rename", "goal", "handbook", "\x1b[2J"],
        ["rename", "ladder", "code", "x", "--rung", "\x1b[2J"],
        ["thank", "\x1b[2J", "--kind", "doc"],
        ["thank", "@\x1b[2J", "--kind", "doc"],
        ["thank", "ada", "--kind", "\x1b[2J"],
    ],
    ids=lambda each: each[0],
)
def test_what_was_typed_comes_back_harmless(clinic: Clinic, arguments: list[str]) -> None:
    assert not {"\x1b", "\x07", "\x9b"} & set(clinic.refuses(*arguments))


def test_hostile_files_are_told_of_harmlessly(clinic: Clinic) -> None:
    clinic.put("community/people/\x1b[2J.toml", '[[person]]\nid = "eve"\nname = "Eve"\n')
    clinic.put("community/items.toml", '[[item]]\nid = "x"\ntitle = "x"\nstatus = "idea"\nowners = ["eve"]\n')
    for arguments in (["remove", "person", "eve"], ["add", "person", "id=eve", "name=E"]):
        assert "\x1b" not in clinic.run(*arguments, cwd=clinic.root).stderr
    assert "\x1b" not in clinic.does("set", "person", "eve", "name=Evelyn")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["set", "goal", "draft", "status=done"],
            'the goal at community/goals/draft.toml:1 has errors: goal "draft" needs',
        ),
        (["remove", "goal", "draft"], 'the goal at community/goals/draft.toml:1 has errors: goal "draft" needs'),
        (["set", "goal", "community/goals/draft.toml:2", "status=done"], 'has errors: goal "draft" needs'),
        (["rename", "goal", "handbook", "draft"], 'there is a goal "draft" already'),
        (
            ["add", "goal", "id=draft", "title=A", "status=idea", "quarter=2013-Q3"],
            f'"status" should be {STATUSES}, not "idea"',
        ),
    ],
)
def test_a_record_with_errors_is_not_said_to_be_missing(clinic: Clinic, arguments: list[str], said: str) -> None:
    clinic.put("community/goals/draft.toml", '[[goal]]\nid = "draft"\ntitle = "No quarter yet"\nstatus = "planned"\n')
    assert said in clinic.refuses(*arguments)


def test_a_broken_file_is_left_alone_and_the_others_can_be_edited(clinic: Clinic) -> None:
    broken = clinic.put("community/people/joan.toml", '[[person]\nid = "joan"\n')
    said = clinic.refuses("add", "person", "id=x", "name=X", "--file", "community/people/joan.toml")
    assert "community/people/joan.toml" in said
    clinic.does("set", "goal", "handbook", "status=done")
    assert broken.read_text() == '[[person]\nid = "joan"\n'


def test_two_records_with_one_id_are_told_apart_by_their_lines(clinic: Clinic) -> None:
    clinic.put("community/people/twin.toml", '[[person]]\nid = "ada"\nname = "Ada Yonath"\n')
    said = clinic.refuses("set", "person", "ada", "region=Asia")
    assert f'there are 2 people "ada": name one of {ADA}:1, community/people/twin.toml:1' in said


def test_a_read_only_community_stays_as_it_is_and_can_be_looked_at(clinic: Clinic) -> None:
    said = clinic.refuses("--read-only", "set", "goal", "handbook", "status=done")
    assert said == "commtui: nothing was written, for --read-only is given; --dry-run shows what would be\n"
    clinic.refuses("remove", "goal", "translation", "--read-only")
    shown = clinic.run("set", "goal", "handbook", "status=done", "--read-only", "--dry-run", cwd=clinic.root)
    assert (shown.returncode, '+status     = "done"      # since April' in shown.stdout) == (0, True)


def test_without_a_community_there_is_nothing_to_write_to(clinic: Clinic, commtui: Run) -> None:
    (clinic.root.parent / "empty" / ".git").mkdir(parents=True)
    done = commtui("add", "person", "id=ada", "name=Ada", cwd=clinic.root.parent / "empty")
    assert (done.returncode, "commtui init" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes on POSIX alone")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set", "goal", "handbook", "title=caf\udce9"], '"title=caf\\udce9"'),
        (["thank", "ada", "--kind", "doc", "--reason", "caf\udce9"], '"caf\\udce9"'),
        (["rename", "goal", "handbook", "caf\udce9"], '"caf\\udce9"'),
        (["set", "goal", "handbook", "status=done", "-m", "caf\udce9"], '"caf\\udce9"'),
    ],
)
def test_an_argument_that_is_no_text_is_refused(
    clinic: Clinic, commtui_process: Run, arguments: list[str], said: str
) -> None:
    before = clinic.files()
    done = commtui_process(
        *(os.fsencode(each).decode("utf-8", "surrogateescape") for each in arguments), cwd=clinic.root
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"commtui: {said} is not UTF-8\n"
    assert clinic.files() == before


def test_a_record_in_a_file_that_cannot_be_read_is_not_said_to_be_missing(clinic: Clinic) -> None:
    clinic.put(HANDBOOK, clinic.text(HANDBOOK) + "x = [1, ")
    clinic.put("community/other.toml", "= broken")
    said = clinic.refuses("set", "goal", "handbook", "status=done")
    assert f'there is no goal "handbook" in what can be read, and {HANDBOOK} and 1 more cannot be' in said
