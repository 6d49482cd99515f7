"""Edits that the system or another process stands against: what is said, and that nothing is half done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
from pathlib import Path

import pytest
import tomli

from commtui.cli.run import run
from tests.cli.clinic import ADA, HANDBOOK, Clinic
from tests.cli.conftest import Meanwhile, Run, put
from tests.trying import times
from tests.users import User, small_files

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes as on POSIX")

# Each child is a copy of a process that has loaded the command, so that all begin at once.
_AT_ONCE = """
import json, os, sys
import commtui.checks.engine, commtui.cli.wishes, commtui.cli.writing, commtui.report.changes.sentences
import commtui.report.refusals, commtui.store.planning, commtui.store.writing, filelock, platformdirs
from commtui.cli.run import run

children = []
for arguments in json.loads(sys.argv[1]):
    child = os.fork()
    if not child:
        os._exit(run(arguments))
    children.append(child)
json.dump([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], sys.stdout)
"""


@pytest.mark.parametrize(
    ("line", "theirs", "assignment", "said"),
    [
        ('region = "Europe"\n', 'region = "Africa"\n', "region=Asia", 'region meanwhile, and made it "Africa"'),
        ('region = "Europe"\n', "", "region=Asia", "region meanwhile, and took it away"),
        ("listed = true", "listed = false", "region=Asia", ""),
    ],
    ids=["another value", "none", "another field"],
)
def test_a_value_that_someone_else_changed_meanwhile_is_left_to_them(
    clinic: Clinic, meanwhile: Meanwhile, line: str, theirs: str, assignment: str, said: str
) -> None:
    text = clinic.text(ADA).replace(line, theirs)
    meanwhile(lambda: clinic.put(ADA, text))
    done = clinic.run("set", "person", "ada", assignment, cwd=clinic.root)
    if said:
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"commtui: someone else changed {said}; look at it again\n"
        assert clinic.text(ADA) == text
    else:
        assert done.returncode == 0
        assert clinic.text(ADA) == text.replace("Europe", "Asia")


def test_a_record_that_someone_else_changed_meanwhile_is_not_removed(clinic: Clinic, meanwhile: Meanwhile) -> None:
    name = "community/goals/2013-Q3/translation.toml"
    meanwhile(lambda: clinic.put(name, clinic.text(name).replace("French", "German")))
    done = clinic.run("remove", "goal", "translation", cwd=clinic.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "commtui: someone else changed the record meanwhile; look at it again\n"
    assert "in German" in clinic.text(name)


def told(clinic: Clinic, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said where nothing can be written; captured, for what is said is not to be written to a file either."""
    before = clinic.files()
    assert run(["--dir", str(clinic.root), "--today", "2013-05-20", *arguments]) == 2
    assert clinic.files() == before
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of file sizes here")
@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["set", "goal", "handbook", "status=done"], HANDBOOK),
        (["rename", "person", "grace", "hopper"], "community/"),
        (["thank", "ada", "--kind", "doc", "for " * 50], "community/recognition/2013/2013-05-20-ada-"),
    ],
    ids=lambda each: each[0],
)
def test_a_disk_that_takes_no_more_is_told_with_the_file_and_nothing_has_changed(
    clinic: Clinic, capsys: pytest.CaptureFixture[str], arguments: list[str], name: str
) -> None:
    with small_files(64):
        said = told(clinic, capsys, *arguments)
    assert said.startswith(f"commtui: {name}")
    assert said.endswith(": cannot be written: File too large\n")


@pytest.mark.parametrize(
    ("locked", "mode", "arguments"),
    [
        ("community/goals/2013-Q2", 0o555, ["set", "goal", "handbook", "status=done"]),
        (HANDBOOK, 0o444, ["set", "goal", "handbook", "status=done"]),
        ("community/roadmap.toml", 0o444, ["remove", "person", "grace", "--cascade"]),
        ("community/recognition/2013", 0o555, ["thank", "ada", "hidden", "--kind", "doc"]),
        ("community/recognition", 0o555, ["thank", "ada", "--kind", "doc", "--date", "2014-01-01"]),
    ],
    ids=str,
)
def test_what_must_not_be_written_is_told_with_the_file_and_nothing_has_changed(
    shared_folder: Path,
    clinic: Clinic,
    ordinary_user: User,
    capsys: pytest.CaptureFixture[str],
    locked: str,
    mode: int,
    arguments: list[str],
) -> None:
    theirs = Clinic(Path(shutil.copytree(clinic.root, shared_folder / "clinic")), clinic.run)
    for each in (theirs.root, *theirs.root.rglob("*")):
        each.chmod(0o777)
    theirs.path(locked).chmod(mode)
    # An ordinary user may not read where the code is: what is needed is loaded before.
    assert theirs.run(*arguments, "--dry-run", cwd=theirs.root).returncode == 0
    assert "status" in clinic.refuses("set", "goal", "handbook", "status=x")
    with ordinary_user():
        said = told(theirs, capsys, *arguments)
    assert said.startswith("commtui: community/")
    assert said.endswith(": cannot be written: Permission denied\n")
    assert stat.S_IMODE(theirs.path(locked).stat().st_mode) == mode


def test_a_symbolic_link_is_not_written_through(clinic: Clinic) -> None:
    outside = clinic.root.parent / "elsewhere.toml"
    clinic.path(HANDBOOK).rename(outside)
    clinic.path(HANDBOOK).symlink_to(outside)
    before = outside.read_bytes()
    said = clinic.refuses("set", "goal", "handbook", "status=done")
    assert f'there is no goal "handbook" in what can be read, and {HANDBOOK} cannot be' in said
    assert outside.read_bytes() == before


ONE_FILE = """\
[community]
name = "Village"

[[person]]
id = "ada"
name = "Ada"

[[goal]]
id = "well"
quarter = "2013-Q2"
title = "A well"
status = "active"
"""


def test_many_who_edit_one_file_at_once_lose_nothing_and_each_is_told(tmp_path: Path, script: Run) -> None:
    many = times(6, 20)
    put(tmp_path, {"community.toml": ONE_FILE, ".git/config": ""})
    thanks = [["thank", "ada", "--kind", "doc", f"for chapter {number}"] for number in range(many)]
    tags = [["set", "goal", "well", f"tags+=meter-{number}"] for number in range(many)]
    titles = [["set", "goal", "well", f"title=Well {number}"] for number in range(5)]
    done = script(_AT_ONCE, json.dumps([*thanks, *tags, *titles]), cwd=tmp_path)
    codes = json.loads(done.stdout)
    assert codes[: 2 * many] == [0] * 2 * many, done.stderr
    data = tomli.loads((tmp_path / "community.toml").read_text())
    assert sorted(each["reason"] for each in data["recognition"]) == sorted(words[-1] for words in thanks)
    assert sorted(data["goal"][0]["tags"]) == sorted(words[-1].removeprefix("tags+=") for words in tags)
    # Of one value only who came first has it, or who saw what the others made of it.
    lost = done.stderr.count("commtui: someone else changed title meanwhile, and made it ")
    assert (codes[2 * many :].count(0), codes[2 * many :].count(2)) == (5 - lost, lost)
    assert lost < 5
