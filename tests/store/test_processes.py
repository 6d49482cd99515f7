"""Several processes write one community, and some are killed while they do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.recognition import Recognition
from commtui.store.edits import AddRecord
from commtui.store.errors import SaveError
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.temporary import make_temporary
from commtui.store.turns import lock_file, turn
from tests.store.hospital import goal, texts, workspace_of
from tests.trying import times

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes as on POSIX")

# Each child is a copy of a process that has read the community, so that they all begin at once.
CHILDREN = """
import os, sys
from pathlib import Path
import filelock, platformdirs
import commtui.store.writing
from commtui.model.goal import Goal
from commtui.store.edits import AddRecord, ChangeList, SetFields
from commtui.store.find import at
from commtui.store.workspace import Workspace

def thank(number):
    workspace.apply(AddRecord("recognition", {"person": "ada", "kinds": ["doc"], "reason": f"Thanks {number}"}))

def tag(number):
    goal = workspace.snapshot.find(Goal, "docs-sprint")
    if number == 0:
        workspace.apply(SetFields(goal, {("title",): "Docs week"}))
    elif number == 1:
        workspace.apply(SetFields(goal, {("status",): "done"}))
    else:
        workspace.apply(ChangeList(goal, ("tags",), add=(f"tag {number}",)))

workspace = Workspace(at(Path(sys.argv[1])))
workspace.snapshot
children = []
for number in range(int(sys.argv[3])):
    child = os.fork()
    if not child:
        try:
            {"thank": thank, "tag": tag}[sys.argv[2]](number)
            os._exit(0)
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(1)
    children.append(child)
sys.exit(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""

# Kills one child after another while it edits; each time the file must be one that was meant. Where the machine
# is busy there are more of them, and each lives longer, until one got as far as to write.
KILLS = """
import itertools, os, random, signal, sys, time
from pathlib import Path
from commtui.model.goal import Goal
from commtui.store.find import at
from commtui.store.workspace import Workspace

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
page = folder / "goals" / "2013-Q1.toml"
titles = ["a" * 40_000, "b" * 40_000]
workspace = Workspace(at(folder))
workspace.set_field(workspace.snapshot.find(Goal, "docs-sprint"), ("title",), titles[0])
allowed = {page.read_bytes().replace(titles[0].encode(), each.encode()) for each in titles}
dice, seen = random.Random(1), set()
for number in itertools.count():
    if number >= kills and seen == allowed:
        break
    assert number < 20 * kills, "nothing is ever written"
    child = os.fork()
    if not child:
        while True:
            for title in titles:
                goal = workspace.snapshot.find(Goal, "docs-sprint")
                workspace.set_field(goal, ("title",), title)
    time.sleep(dice.uniform(0.001, 0.03 * (1 + max(0, number - kills))))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found = page.read_bytes()
    assert found in allowed, number
    seen.add(found)
    workspace.reload()
print(sum(each.name.startswith(".commtui-") for each in page.parent.iterdir()))
"""


def run(script: str, *arguments: object) -> str:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_twenty_processes_that_thank_at_once_lose_nothing(hospital: Path) -> None:
    run(CHILDREN, hospital, "thank", 20)
    reasons = [each.record.reason for each in load(at(hospital)).of(Recognition) if each.record.reason]
    assert sorted(reasons) == sorted(f"Thanks {number}" for number in range(20))


def test_twenty_processes_that_thank_in_one_file_lose_nothing(hospital: Path) -> None:
    (hospital / "recognition.toml").touch()
    run(CHILDREN, hospital, "thank", 20)
    reasons = [each.record.reason for each in load(at(hospital)).of(Recognition) if each.record.reason]
    assert sorted(reasons) == sorted(f"Thanks {number}" for number in range(20))


def test_ten_processes_that_edit_one_record_lose_nothing(hospital: Path) -> None:
    run(CHILDREN, hospital, "tag", 10)
    found = load(at(hospital)).find(Goal, "docs-sprint")
    assert found is not None
    assert (found.record.title, found.record.status) == ("Docs week", "done")
    assert sorted(found.record.tags) == [f"tag {number}" for number in range(2, 10)]


def test_ten_processes_without_a_place_for_their_lock_lose_nothing_either(
    hospital: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-folder").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-folder"))
    run(CHILDREN, hospital, "thank", 10)
    reasons = [each.record.reason for each in load(at(hospital)).of(Recognition) if each.record.reason]
    assert len(reasons) == 10


def test_a_file_is_the_old_one_or_the_new_one_wherever_its_writer_was_killed(hospital: Path) -> None:
    before = set(texts(hospital))
    left_behind = int(run(KILLS, hospital, times(30, 1_000)))
    workspace = workspace_of(hospital)
    assert len(workspace.snapshot.of(Goal)) == 3
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert set(texts(hospital)) == before, left_behind


def test_the_temporary_file_of_a_living_process_is_left_alone(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    handle, mine = make_temporary(hospital / "goals", 0o600)
    os.close(handle)
    dead = mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{dead_process()}-"))
    elsewhere = mine.with_name(".commtui-00000000-1-aa.tmp")
    old = mine.with_name(".commtui-00000000-1-bb.tmp")
    for each in (dead, elsewhere, old):
        each.write_text("[[goal]]\n")
    os.utime(old, (0, 0))
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert [each.exists() for each in (mine, dead, elsewhere, old)] == [True, False, True, False]
    assert len(workspace.reload().of(Goal)) == 3


def dead_process() -> int:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def test_a_process_waits_for_its_turn(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    entry = goal(workspace)
    with turn(hospital, "community"):
        waiting = threading.Thread(target=workspace.set_field, args=(entry, ("title",), "Docs week"))
        waiting.start()
        time.sleep(0.2)
        assert "Docs week" not in entry.file.path.read_text()
    waiting.join()
    assert "Docs week" in entry.file.path.read_text()


def test_one_who_waits_too_long_is_told(hospital: Path) -> None:
    def take() -> None:
        with turn(hospital, "community", wait=0.1):
            pass

    # Who has the turn may take it again; another thread is as another process.
    with turn(hospital, "community"), ThreadPoolExecutor(1) as others:
        take()
        with pytest.raises(SaveError, match="community: another commtui is writing"):
            others.submit(take).result()


def test_the_lock_is_not_in_the_community_and_goes_with_its_process(hospital: Path, own_cache: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom commtui.store.turns import turn\n"
        "with turn(Path(sys.argv[1]), 'community'):\n    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(hospital)]).returncode == -9
    assert lock_file(hospital).is_relative_to(own_cache)
    before = set(texts(hospital.parent))
    with turn(hospital, "community", wait=0.1):
        assert set(texts(hospital.parent)) == before


def test_a_community_is_one_by_whatever_path_it_is_reached(hospital: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(hospital)
    assert lock_file(tmp_path / "link") == lock_file(hospital)
    assert lock_file(tmp_path) != lock_file(hospital)


def test_a_cache_folder_that_cannot_be_made_does_not_stop_an_edit(
    hospital: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-folder").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-folder"))
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("person", {"id": "mary", "name": "Mary"}))
    assert (hospital / "people" / "mary.toml").exists()
