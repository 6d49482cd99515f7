"""Edits that the system or another process stands against: what is said, and that nothing is half done."""

from __future__ import annotations

import os
import shutil
import signal
import stat
from pathlib import Path

import pytest
import tomli

from tests.cli.clinic import ADA, HANDBOOK, Clinic
from tests.cli.conftest import Run, put
from tests.trying import times

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes as on POSIX")

# Someone else writes a file when the command, which has read it by then, opens the lock to take its turn.
_MEANWHILE = """
import sys
from pathlib import Path

def write(event, args, done=[]):
    if event == "open" and str(args[0]).endswith(".lock") and not done:
        done.append(True)
        Path(file).write_text(Path(file).read_text().replace(old, new))

file, old, new = sys.argv[1:4]
sys.addaudithook(write)
sys.argv = ["commtui", *sys.argv[4:]]
from commtui.__main__ import main
main()
"""
_SMALL_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
sys.argv = ["commtui", *sys.argv[1:]]
from commtui.__main__ import main
main()
"""
# The superuser, whom no mode bits stop, becomes an ordinary user before anything is written; all is loaded by then, for
# such a user may not read where the code is.
_ORDINARY = """
import difflib, importlib, os, pkgutil, sys
import commtui, filelock, platformdirs
from commtui.cli.run import run

for each in pkgutil.walk_packages(commtui.__path__, "commtui."):
    if each.name.split(".")[1] not in {"__main__", "activity", "browser", "metrics", "tui"}:
        importlib.import_module(each.name)

def become_ordinary(event, args):
    if event == "open" and str(args[0]).endswith(".lock") and os.geteuid() == 0:
        os.seteuid(65534)

assert run([*sys.argv[1:], "--dry-run"]) == 0
print("--", file=sys.stderr)
sys.addaudithook(become_ordinary)
sys.exit(run(sys.argv[1:]))
"""
# Each child is a copy of a process that has loaded the command, so that all begin at once; `{n}` is its number.
_AT_ONCE = """
import os, sys
import commtui.checks.engine, commtui.cli.wishes, commtui.cli.writing, commtui.report.changes.sentences
import commtui.store.planning, commtui.store.writing, filelock, platformdirs
from commtui.cli.run import run

children = []
for number in range(int(sys.argv[1])):
    child = os.fork()
    if not child:
        os._exit(run([each.replace("{n}", str(number)) for each in sys.argv[2:]]))
    children.append(child)
sys.exit(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
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
    clinic: Clinic, script: Run, line: str, theirs: str, assignment: str, said: str
) -> None:
    text = clinic.text(ADA).replace(line, theirs)
    arguments = (str(clinic.path(ADA)), line, theirs, "set", "person", "ada", assignment)
    done = script(_MEANWHILE, *arguments, cwd=clinic.root)
    if said:
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"commtui: someone else changed {said}; look at it again\n"
        assert clinic.text(ADA) == text
    else:
        assert done.returncode == 0
        assert clinic.text(ADA) == text.replace("Europe", "Asia")


def test_a_record_that_someone_else_changed_meanwhile_is_not_removed(clinic: Clinic, script: Run) -> None:
    place = clinic.path("community/goals/2013-Q3/translation.toml")
    done = script(_MEANWHILE, str(place), "French", "German", "remove", "goal", "translation", cwd=clinic.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "commtui: someone else changed the record meanwhile; look at it again\n"
    assert "in German" in place.read_text()


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
    clinic: Clinic, script: Run, arguments: list[str], name: str
) -> None:
    before = clinic.files()
    done = script(_SMALL_FILES, *arguments, cwd=clinic.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"commtui: {name}")
    assert done.stderr.endswith(": cannot be written: File too large\n")
    assert clinic.files() == before


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
    shared_folder: Path, clinic: Clinic, script: Run, locked: str, mode: int, arguments: list[str]
) -> None:
    theirs = Clinic(Path(shutil.copytree(clinic.root, shared_folder / "clinic")), clinic.run)
    for each in (theirs.root, *theirs.root.rglob("*")):
        each.chmod(0o777)
    theirs.path(locked).chmod(mode)
    before = theirs.files()
    done = script(_ORDINARY, *arguments, cwd=theirs.root)
    said = done.stderr.partition("--\n")[2]
    assert (done.returncode, theirs.files()) == (2, before)
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


def test_many_who_thank_at_once_in_one_file_lose_nothing(tmp_path: Path, script: Run) -> None:
    many = times(8, 20)
    put(tmp_path, {"community.toml": ONE_FILE, ".git/config": ""})
    done = script(_AT_ONCE, str(many), "thank", "ada", "--kind", "doc", "for chapter {n}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    reasons = [each["reason"] for each in tomli.loads((tmp_path / "community.toml").read_text())["recognition"]]
    assert sorted(reasons) == sorted(f"for chapter {number}" for number in range(many))


def test_many_who_set_values_at_once_in_one_file_lose_nothing(tmp_path: Path, script: Run) -> None:
    many = times(6, 10)
    put(tmp_path, {"community.toml": ONE_FILE, ".git/config": ""})
    done = script(_AT_ONCE, str(many), "set", "goal", "well", "tags+=meter-{n}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (goal,) = tomli.loads((tmp_path / "community.toml").read_text())["goal"]
    assert sorted(goal["tags"]) == [f"meter-{number}" for number in range(many)]


def test_of_several_who_set_one_value_at_once_each_is_told_what_became_of_it(tmp_path: Path, script: Run) -> None:
    put(tmp_path, {"community.toml": ONE_FILE, ".git/config": ""})
    done = script(_AT_ONCE, "5", "set", "goal", "well", "title=Well {n}", cwd=tmp_path)
    won = done.stderr.count("commtui: wrote community.toml\n")
    lost = done.stderr.count("commtui: someone else changed title meanwhile, and made it ")
    assert won + lost == 5
    assert won >= 1


def test_the_command_as_its_own_process_says_the_same(clinic: Clinic, commtui_process: Run) -> None:
    done = commtui_process("set", "goal", "handbook", "status=done", cwd=clinic.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        f'commtui: Goal "A handbook for new contributors" 2013-Q2: active -> done\ncommtui: wrote {HANDBOOK}\n'
    )
    again = commtui_process("set", "goal", "handbook", "status=done", "--dry-run", cwd=clinic.root)
    assert (again.returncode, again.stdout) == (0, "")
