"""`commtui show`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import tomli
import tomli_w

from commtui import demo
from commtui.model.kinds import BY_NAME
from commtui.report.records.json import render
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.store.find import at
from commtui.store.load import load

Run = Callable[..., CompletedProcess[str]]
THANKS = "community/recognition/2013/a.toml"


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=date.isoformat))


def in_any_order(records: Any) -> Any:
    return sorted(records, key=lambda each: json.dumps(each, sort_keys=True)) if isinstance(records, list) else records


def merged(folder: Path) -> dict[str, Any]:
    """What all files of a community hold together."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.toml")):
        for kind, value in tomli.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                found.setdefault(kind, []).extend(value)
            else:
                found[kind] = value
    return found


def test_one_file_and_a_folder_give_equal_records_for_every_kind(commtui: Run, tmp_path: Path) -> None:
    data = merged(demo.path())
    one = tmp_path / "one"
    one.mkdir()
    # The other way round: the order in the files must not matter.
    turned = {kind: value[::-1] if isinstance(value, list) else value for kind, value in data.items()}
    (one / "community.toml").write_text(tomli_w.dumps(turned), encoding="utf-8")
    folder = json.loads(commtui("--dir", str(demo.path()), "show", "--format", "json", cwd=tmp_path).stdout)
    file = json.loads(commtui("show", "--format", "json", cwd=one).stdout)
    assert folder == file
    snapshot = load(at(one))
    for kind, model in BY_NAME.items():
        alone = render(Selection(snapshot, {kind: snapshot.of(model)}), Style())
        assert json.loads(alone) == {kind: folder[kind]}
        empty: list[Any] | None = None if model.about.single else []
        assert in_any_order(folder[kind]) == in_any_order(as_json(data.get(kind, empty)))


def test_without_a_kind_json_has_all_kinds(commtui: Run, plan: Path) -> None:
    data = json.loads(commtui("show", "--format", "json", cwd=plan).stdout)
    assert list(data) == list(BY_NAME)
    assert data["community"] == {"name": "OpenMRS"}
    assert data["welcome"] is None
    assert data["item"] == []


def test_json_fills_in_no_defaults_and_keeps_dates_as_text(commtui: Run, plan: Path) -> None:
    data = json.loads(commtui("show", "recognition", "--format", "json", cwd=plan).stdout)
    assert data["recognition"][1] == {"person": "hidden", "kinds": ["code"], "date": "2013-03-01"}


def test_json_counts_ids_as_people_do(commtui: Run, write: Callable[[dict[str, str]], Path]) -> None:
    items = "".join(f'[[item]]\nid = "step-{n}"\ntitle = "Step"\nstatus = "idea"\n' for n in (10, 9, 1))
    root = write({"community.toml": items})
    data = json.loads(commtui("show", "item", "--format", "json", cwd=root).stdout)
    assert [each["id"] for each in data["item"]] == ["step-1", "step-9", "step-10"]


def test_the_list_of_a_kind_is_aligned(commtui: Run, plan: Path) -> None:
    assert commtui("show", "goal", cwd=plan).stdout == (
        "Goals (1)\n"
        "Id         Quarter  Status   Focus area  Owners  Title\n"
        "hackathon  2013-Q4  planned  events      grace   A hackathon\n"
    )


def test_a_record_without_an_id_is_listed_with_its_place(commtui: Run, plan: Path) -> None:
    lines = commtui("show", "recognition", cwd=plan).stdout.splitlines()
    assert [line.split()[-1] for line in lines[2:]] == [f"{THANKS}:3", f"{THANKS}:9"]


def test_one_record_is_shown_in_full(commtui: Run, plan: Path) -> None:
    assert commtui("show", "goal", "hackathon", cwd=plan).stdout == (
        "A hackathon\n"
        "goal hackathon · community/goals/2013-Q4.toml:1\n"
        "\n"
        "Id          hackathon\n"
        "Quarter     2013-Q4\n"
        "Title       A hackathon\n"
        "Status      planned (agreed, not begun)\n"
        "Focus area  events (Events)\n"
        "Owners      grace (Grace Hopper)\n"
        "Key results\n"
        "  - Title  Forty people come\n"
        "    Done   no\n"
    )


@pytest.mark.parametrize("line", [3, 5, 7])
def test_any_line_inside_names_a_record(commtui: Run, plan: Path, line: int) -> None:
    result = commtui("show", "recognition", f"{THANKS}:{line}", "--format", "json", cwd=plan)
    assert [each["person"] for each in json.loads(result.stdout)["recognition"]] == ["grace"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("goals", "goal"),
        ("people", "person"),
        ("focus-areas", "focus_area"),
        ("Focus areas", "focus_area"),
        ("roadmap", "item"),
        ("items", "item"),
        ("recognition-kinds", "recognition_kind"),
    ],
)
def test_kinds_go_by_many_names(commtui: Run, plan: Path, name: str, kind: str) -> None:
    assert list(json.loads(commtui("show", name, "--format", "json", cwd=plan).stdout)) == [kind]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gaol"], 'there is no kind "gaol"; did you mean "goal"?'),
        (["xyzzy"], 'there is no kind "xyzzy"; the kinds are community, welcome, channel'),
        (["goal", "hakathon"], 'there is no goal "hakathon"; did you mean "hackathon"?'),
        (["standing", "grace"], '"grace" is not FILE:LINE, which is how a standing is named'),
        (["recognition", f"{THANKS}:1"], f"there is no recognition at {THANKS}:1"),
        (["recognition", "nowhere.toml:1"], "there is no recognition at nowhere.toml:1"),
        (["recognition", "community/people/grace.toml:2"], "there is no recognition at community/people/grace.toml:2"),
        (["community", "openmrs"], "there is one [community] only: it has no id"),
        (["goal", "\x1b[2J"], 'there is no goal "\\u001b[2J"'),
    ],
    ids=str,
)
def test_what_is_not_there_is_told_with_a_hint(commtui: Run, plan: Path, arguments: list[str], told: str) -> None:
    result = commtui("show", *arguments, cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"commtui: {told}")
    assert result.stderr.count("\n") == 1


def test_a_line_is_of_a_file_named_from_the_root_or_from_where_one_is(commtui: Run, plan: Path) -> None:
    asked = ("show", "recognition", "--format", "json")
    found = [commtui(*asked, f"{THANKS}:3", cwd=plan / each).stdout for each in (".", "community/people")]
    found.append(commtui(*asked, f"{Path(THANKS).name}:3", cwd=(plan / THANKS).parent).stdout)
    assert '"date": "2013-02-01"' in found[0]
    assert len(set(found)) == 1


def test_records_with_errors_are_counted_and_not_shown(commtui: Run, plan: Path) -> None:
    goals = plan / "community/goals/2013-Q4.toml"
    goals.write_text(goals.read_text().replace('"planned"', '"\\u001b[2J"'))
    (plan / "community/broken.toml").write_text("[[goal")
    result = commtui("show", "goal", cwd=plan)
    assert (result.returncode, result.stdout) == (0, "no goals\n")
    assert result.stderr == "commtui: 1 record and 1 file with errors are not shown: commtui check\n"


def test_a_line_of_a_record_with_errors_does_not_name_the_record_above(commtui: Run, plan: Path) -> None:
    thanks = plan / THANKS
    thanks.write_text(thanks.read_text().replace('["code"]', '"code"'))
    result = commtui("show", "recognition", f"{THANKS}:11", cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f'commtui: the recognition at {THANKS}:11 has errors: "kinds" should be a list')


def test_markdown_cannot_be_misused(commtui: Run, plan: Path) -> None:
    goals = plan / "community/goals/2013-Q4.toml"
    hostile = "<script>| @grace #7 GH-7 [x](http://x) `a` ![i](j) $m$ &lt;"
    goals.write_text(goals.read_text().replace("A hackathon", hostile))
    for arguments in (["goal"], ["goal", "hackathon"]):
        shown = commtui("show", *arguments, "--format", "markdown", cwd=plan).stdout
        assert "<script>" not in shown
        assert "@grace" not in shown
        assert "#7" not in shown
        assert "GH-7" not in shown
        assert "\\[x\\](<http://x>)" in shown
        assert "\\`a\\`" in shown
        assert "&amp;lt;" in shown
    table = commtui("show", "goal", "--format", "markdown", cwd=plan).stdout.splitlines()
    assert len({line.replace("\\|", "").count("|") for line in table[2:]}) == 1


def test_markdown_names_nobody_who_is_not_listed(commtui: Run, plan: Path) -> None:
    goals = plan / "community/goals/2013-Q4.toml"
    goals.write_text(goals.read_text().replace('["grace"]', '["hidden", "grace"]'))
    shown = commtui("show", "--format", "markdown", cwd=plan).stdout
    assert "Grace Hopper" in shown
    assert "hidden" not in shown
    assert "Someone Else" not in shown
    assert "Someone Else" in commtui("show", cwd=plan).stdout
    result = commtui("show", "person", "hidden", "--format", "markdown", cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")


def test_markdown_fields_are_shown_as_they_are(commtui: Run, plan: Path) -> None:
    goals = plan / "community/goals/2013-Q4.toml"
    goals.write_text(goals.read_text().replace("[[goal.key", 'why = """\n**Bold**,\n\n- and a list"""\n[[goal.key'))
    shown = commtui("show", "goal", "hackathon", cwd=plan).stdout
    assert "\nWhy\n    **Bold**,\n\n    - and a list\n" in shown


def test_a_record_with_errors_is_not_said_to_be_missing(commtui: Run, write: Callable[[dict[str, str]], Path]) -> None:
    text = '[[goal]]\nid = "g"\nquarter = "2013-Q2"\ntitle = "G"\nstatus = "actve"\n'
    done = commtui("show", "goal", "g", cwd=write({"community/goals.toml": text}))
    assert done.returncode == 2
    assert "the goal at community/goals.toml:1 has errors" in done.stderr
