"""What the system does not let us do is told, and all files are as they were."""

from __future__ import annotations

import datetime
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.standing import Standing
from commtui.store.edits import AddRecord, Edit, Referring, RemoveRecord, RenameId, SetFields
from commtui.store.errors import SaveError
from commtui.store.files import stamp_of
from commtui.store.save import ChangedError, Write, write_all
from commtui.store.workspace import Workspace
from tests.store.hospital import FILES, goal, only, person, texts, workspace_of
from tests.store.writing import write_all as write_files
from tests.users import User

GOAL = {"id": "translations", "quarter": "2014-Q1", "title": "Speak Spanish", "status": "planned"}
Choose = Callable[[Workspace], Edit]
EDITS: dict[str, Choose] = {
    "set": lambda it: SetFields(goal(it), {("title",): "Docs week"}),
    "move": lambda it: SetFields(only(it, Standing), {("person",): "grace"}),
    "leave its page": lambda it: SetFields(goal(it), {("quarter",): "2013-Q2"}),
    "add": lambda it: AddRecord("goal", GOAL),
    "rename": lambda it: RenameId(person(it, "ada"), "ada-lovelace"),
    "remove": lambda it: RemoveRecord(person(it, "grace"), Referring.CASCADE),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_folder_that_may_not_be_written(shared_folder: Path, ordinary_user: User, name: str) -> None:
    folder = write_files(shared_folder / "community", FILES)
    for each in folder.rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o666)
    before = texts(folder)
    workspace = workspace_of(folder)
    snapshot = workspace.snapshot
    with ordinary_user(), pytest.raises(SaveError, match=r"\.toml: cannot be written: Permission denied"):
        workspace.apply(EDITS[name](workspace))
    assert texts(folder) == before
    assert workspace.snapshot is snapshot
    assert workspace.undoable is None


@pytest.mark.parametrize("closed", ["goals/2013-Q1.toml", "people", "recognition/2013"])
def test_one_of_several_places_that_may_not_be_written(shared_folder: Path, ordinary_user: User, closed: str) -> None:
    folder = write_files(shared_folder / "community", FILES)
    for each in [folder, *folder.rglob("*")]:
        each.chmod(0o777 if each.is_dir() else 0o666)
    (folder / closed).chmod(0o555)
    before = texts(folder)
    workspace = workspace_of(folder)
    with (
        ordinary_user(),
        pytest.raises(SaveError, match=rf"community/{closed}.*: cannot be written: Permission denied"),
    ):
        workspace.apply(RemoveRecord(person(workspace, "grace"), Referring.CASCADE))
    assert texts(folder) == before


LIMITED = """
import resource, sys
from pathlib import Path
from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.store.edits import AddRecord, RenameId, SetFields
from commtui.store.errors import SaveError
from commtui.store.find import at
from commtui.store.workspace import Workspace

workspace = Workspace(at(Path(sys.argv[1])))
goal, ada = workspace.snapshot.find(Goal, "docs-sprint"), workspace.snapshot.find(Person, "ada")
new = {"id": "new", "quarter": "2014-Q1", "title": "x" * 500, "status": "planned"}
longer = SetFields(goal, {("title",): "x" * 500})
edits = {"set": longer, "add": AddRecord("goal", new), "rename": RenameId(ada, "ada-l")}
import commtui.store.writing
resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))
try:
    workspace.apply(edits[sys.argv[2]])
except SaveError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits as on POSIX")
@pytest.mark.parametrize(
    ("name", "file"),
    [("set", "goals/2013-Q1.toml"), ("add", "goals/2014-Q1/new.toml"), ("rename", "goals/2013-Q1.toml")],
)
def test_a_disk_that_takes_no_more(hospital: Path, name: str, file: str) -> None:
    before = texts(hospital)
    folders = {each for each in hospital.rglob("*") if each.is_dir()}
    command = [sys.executable, "-c", LIMITED, str(hospital), name]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    )
    assert run.stdout == f"community/{file}: cannot be written: File too large\n"
    assert texts(hospital) == before
    assert {each for each in hospital.rglob("*") if each.is_dir()} == folders


def fails_once(real: Callable[..., object], good: int, about: Callable[[Path], bool]) -> Callable[..., object]:
    """A function of the system that does so many paths well, and then tells once of an error of the disk."""
    left = good + 1

    def call(path: Path, *arguments: object, **options: object) -> object:
        nonlocal left
        left -= about(path)
        if left == 0 and about(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path, *arguments, **options)

    return call


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("set", 0),
        ("move", 0),
        ("move", 1),
        ("leave its page", 0),
        ("rename", 0),
        ("rename", 1),
        ("rename", 2),
        ("remove", 1),
    ],
)
def test_what_was_written_is_put_back_where_another_file_then_cannot_be(
    hospital: Path, monkeypatch: pytest.MonkeyPatch, name: str, good: int
) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    monkeypatch.setattr(Path, "replace", fails_once(Path.replace, good, lambda _: True))
    with pytest.raises(SaveError, match=r"\.toml: cannot be written: Input/output error$"):
        workspace.apply(EDITS[name](workspace))
    assert texts(hospital) == before


@pytest.mark.parametrize("good", [0, 1])
def test_what_was_written_is_put_back_where_a_file_then_cannot_be_removed(
    hospital: Path, monkeypatch: pytest.MonkeyPatch, good: int
) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    monkeypatch.setattr(Path, "unlink", fails_once(Path.unlink, good, lambda path: path.suffix == ".toml"))
    with pytest.raises(SaveError, match=r"\.toml: cannot be written: Input/output error$"):
        workspace.apply(EDITS["remove"](workspace))
    assert texts(hospital) == before


def test_a_file_that_cannot_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "a.toml", tmp_path / "b.toml"
    for each in (one, other):
        each.write_bytes(b"old")
    writes = [Write(each, each.name, stamp_of(each), b"old", b"new") for each in (one, other)]
    replace = Path.replace
    calls = 0

    def call(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", call)
    with pytest.raises(
        SaveError, match=r"b\.toml: cannot be written: Input/output error; not as before: a\.toml"
    ) as error:
        write_all(writes, tmp_path)
    assert error.value.left == ("a.toml",)
    assert (one.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_a_file_that_someone_changes_between_two_writes_is_kept_and_all_begins_anew(
    hospital: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_of(hospital)
    later = hospital / "roadmap.toml"
    theirs = later.read_text().replace('"A handbook"', '"The handbook"')
    replace = Path.replace

    def call(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        later.write_text(theirs)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", call)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    assert later.read_text() == theirs.replace('"ada"', '"ada-lovelace"')
    assert not any('"ada"' in text for text in texts(hospital).values())
    assert workspace.snapshot.find(Goal, "bylaws") is not None
    assert not workspace.has_changed()


def test_a_file_that_comes_where_a_new_one_is_to_be_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "people" / "ada.toml"
    path.parent.mkdir()
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedError):
        write_all([Write(path, "ada.toml", None, None, b"mine")], tmp_path)
    assert path.read_bytes() == b"theirs"
    assert [each.name for each in path.parent.iterdir()] == ["ada.toml"]


def test_a_file_that_changed_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "ada.toml"
    path.write_bytes(b"old")
    read = stamp_of(path)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedError):
        write_all([Write(path, "ada.toml", read, b"old", None)], tmp_path)
    assert path.read_bytes() == b"theirs"


@pytest.mark.parametrize("place", ["../ada.toml", "people/../../ada.toml"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "community"
    folder.mkdir()
    with pytest.raises(SaveError, match="not in the folder"):
        write_all([Write(folder / place, place, None, None, b"")], folder)
    assert [each.name for each in tmp_path.iterdir()] == ["community"]


def test_new_files_are_made_where_a_file_system_has_no_links(hospital: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    workspace = workspace_of(hospital)
    before = set(texts(hospital))
    workspace.apply(AddRecord("person", {"id": "mary", "name": "Mary"}))
    assert set(texts(hospital)) - before == {"people/mary.toml"}
    assert person(workspace, "mary").record.name == "Mary"
    assert not workspace.has_changed()


def test_a_folder_that_is_gone_is_told(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    assert workspace.snapshot.files
    hospital.rename(hospital.with_name("elsewhere"))
    with pytest.raises(SaveError, match="No such file or directory"):
        workspace.apply(AddRecord("goal", GOAL))
    assert not hospital.exists()


def test_a_file_in_the_place_of_a_folder_is_told(hospital: Path) -> None:
    (hospital / "metrics").write_text("")
    data = {"metric": "commits", "period": "2013", "unit": "commits", "sample": 1, "source": "git"}
    workspace = workspace_of(hospital)
    edit = AddRecord("measurement", {**data, "computed_on": datetime.date(2014, 1, 1)})
    with pytest.raises(SaveError, match=r"community/metrics/2013\.toml: cannot be written: Not a directory"):
        workspace.apply(edit)
