"""What is read of a community, and what is told of the files that cannot be."""

from __future__ import annotations

import json
import os
import socket
import threading
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.kinds import BY_NAME
from commtui.model.person import Person
from commtui.store.files import MAX_BYTES
from commtui.store.find import at
from commtui.store.load import load, load_page
from commtui.store.snapshot import BrokenFile, Snapshot
from tests.store.writing import Write
from tests.users import User

COMMUNITY = '[community]\nname = "OpenMRS"\n'
ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\n'
GOAL = '[[goal]]\nid = "docs-sprint"\nquarter = "2013-Q2"\ntitle = "Documentation sprint"\nstatus = "planned"\n'
THANKS = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2013-04-01\n'
ITEM = '[[item]]\nid = "rest-api"\ntitle = "Stable REST API"\nstatus = "active"\nwhen = "v2.0"\n'


def contents(snapshot: Snapshot) -> dict[str, list[object]]:
    return {kind: [dict(each.data) for each in snapshot.entries[kind]] for kind in BY_NAME}


def broken(snapshot: Snapshot) -> dict[str, str]:
    return {each.name: each.reason for each in snapshot.broken}


@pytest.mark.parametrize(
    "split",
    [
        {"all.toml": [COMMUNITY, ADA, GRACE, GOAL, THANKS, ITEM]},
        {"community.toml": [COMMUNITY], "z.toml": [ADA, GRACE, THANKS], "a.toml": [ITEM, GOAL]},
        {"people/ada.toml": [ADA], "people/grace.toml": [GRACE], "b/c/d/rest.toml": [COMMUNITY, GOAL, THANKS, ITEM]},
        {"people/grace.toml": [THANKS, COMMUNITY], "goals/2013-Q2.toml": [ITEM, ADA, GRACE, GOAL]},
    ],
)
def test_any_split_gives_the_same_records(community: Write, tmp_path: Path, split: dict[str, list[str]]) -> None:
    one = tmp_path / "one.toml"
    one.write_text("\n".join([COMMUNITY, ADA, GRACE, GOAL, THANKS, ITEM]))
    expected = load(at(one))
    found = load(at(community({name: "\n".join(parts) for name, parts in split.items()})))
    assert contents(found) == contents(expected)
    assert found.size == 6
    assert not found.broken
    assert not found.rejected


def test_every_record_knows_its_file_and_its_place_there(community: Write) -> None:
    snapshot = load(at(community({"people/all.toml": f"{ADA}\n{GRACE}"})))
    grace = snapshot.find(Person, "grace")
    assert grace is not None
    assert (grace.file.name, grace.path) == ("community/people/all.toml", ("person", 1))


def test_windows_line_ends_and_a_byte_order_mark_change_no_record(community: Write) -> None:
    text = COMMUNITY + 'mission = """\nWrite code.\nSave lives.\n"""\n' + GOAL
    plain = load(at(community({"a.toml": text})))
    marked = load(at(community({"a.toml": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})))
    assert contents(plain) == contents(marked)
    assert marked.files[0].content.bom
    assert marked.files[0].content.text.count("\r\n") == text.count("\n")


def make_unreadable(folder: Path) -> dict[str, str]:
    """Every file that cannot be read, and the reason that is to be told."""
    (folder / "syntax.toml").write_text("[[person]\n")
    (folder / "latin-1.toml").write_bytes('[community]\nname = "Café"\n'.encode("latin-1"))
    (folder / "utf-16.toml").write_bytes(GOAL.encode("utf-16"))
    (folder / "utf-16-unmarked.toml").write_bytes(GOAL.encode("utf-16-le"))
    (folder / "zeros.toml").write_bytes(bytes(100))
    (folder / "huge.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    (folder / "folder.toml").mkdir()
    (folder / "folder.toml" / "inside.toml").write_text(GOAL)
    os.mkfifo(folder / "pipe.toml")
    (folder / "link.toml").symlink_to("people.toml")
    (folder / "dangling.toml").symlink_to("nowhere.toml")
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "linked-folder.toml").symlink_to("..", target_is_directory=True)
    (folder / "again").symlink_to(".", target_is_directory=True)
    (folder / "deep.toml").write_text("a = " + "[" * 100_000)
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket may be about 100 bytes long
        listener.bind("socket.toml")
        os.chdir(here)
    link = "Symbolic links are not followed"
    return {
        "syntax.toml": "",
        "latin-1.toml": "Not UTF-8",
        "utf-16.toml": "Not UTF-8",
        "utf-16-unmarked.toml": "",
        "zeros.toml": "",
        "huge.toml": "Larger than 8 MiB",
        "folder.toml": "A folder whose name ends in .toml",
        "pipe.toml": "Not a regular file",
        "socket.toml": "Not a regular file",
        "link.toml": link,
        "dangling.toml": link,
        "loop.toml": link,
        "linked-folder.toml": link,
        "again": link,
        "deep.toml": "",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links as on POSIX")
def test_whatever_cannot_be_read_is_told_and_hides_nothing_else(community: Write) -> None:
    folder = community({"people.toml": ADA, "goals/2013-Q2.toml": GOAL})
    reasons = {f"community/{name}": reason for name, reason in make_unreadable(folder).items()}
    snapshot = load(at(folder))
    found = broken(snapshot)
    assert found.keys() == reasons.keys()
    for name, reason in reasons.items():
        assert found[name], name
        assert found[name].startswith(reason), name
    assert [each.id for each in snapshot.records(Person)] == ["ada"]
    assert [each.id for each in snapshot.records(Goal)] == ["docs-sprint"]


def test_a_byte_that_is_not_utf_8_is_found_by_line_and_column(community: Write) -> None:
    text = 'a = 1\r\nb = "日本 \xff"\r\n'.encode().replace("\xff".encode(), b"\xff")
    place = community({"a.toml": text, "b.toml": b"\xef\xbb\xbf\xff"})
    assert [(each.line, each.column) for each in load(at(place)).broken] == [(2, 9), (1, 1)]


def test_a_file_of_exactly_the_limit_is_read(community: Write) -> None:
    assert not load(at(community({"a.toml": b"#" * MAX_BYTES}))).broken


def test_hidden_files_and_files_of_other_names_are_not_read(community: Write) -> None:
    snapshot = load(
        at(
            community(
                {
                    ".hidden.toml": "broken [",
                    ".git/config.toml": "broken [",
                    "goals/.2013-Q2.toml.swp": "broken [",
                    "goals.toml~": "broken [",
                    "README.md": "# Plan",
                    "notes.TOML.txt": "broken [",
                    "a.toml": ADA,
                }
            )
        )
    )
    assert (snapshot.size, snapshot.broken) == (1, ())


def test_a_file_that_is_gone_by_the_time_it_is_read_is_told(community: Write) -> None:
    home = at(community({"a.toml": ADA}))
    part = load_page(home.place / "b.toml", home)
    assert isinstance(part, BrokenFile)
    assert part.reason == "Cannot be read: No such file or directory"


def test_files_that_come_and_go_while_they_are_read_never_raise(community: Write) -> None:
    folder = community({"kept.toml": ADA})
    home = at(folder)
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            for number in range(20):
                (folder / f"{number}.toml").write_text(GOAL)
                (folder / f"sub{number}").mkdir(exist_ok=True)
            for number in range(20):
                (folder / f"{number}.toml").unlink()
                (folder / f"sub{number}").rmdir()

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(30):
            assert load(home).find(Person, "ada")
    finally:
        stop.set()
        thread.join()


def test_a_home_that_is_gone_is_told(community: Write) -> None:
    folder = community({"a.toml": ADA})
    home = at(folder)
    (folder / "a.toml").unlink()
    folder.rmdir()
    assert broken(load(home)) == {"community": "Cannot be read: No such file or directory"}


def test_a_file_or_a_folder_without_permission_hides_nothing_else(shared_folder: Path, ordinary_user: User) -> None:
    place = shared_folder / "community"
    for name in ("open", "closed"):
        (place / name).mkdir(parents=True)
        (place / name / "people.toml").write_text(ADA if name == "open" else GRACE)
    (place / "secret.toml").write_text(GRACE)
    (place / "secret.toml").chmod(0)
    (place / "closed").chmod(0)
    with ordinary_user():
        snapshot = load(at(place))
    assert [each.id for each in snapshot.records(Person)] == ["ada"]
    assert broken(snapshot) == {
        "community/closed": "Cannot be listed: Permission denied",
        "community/secret.toml": "Cannot be read: Permission denied",
    }


def test_a_folder_that_may_be_listed_but_not_entered_tells_of_every_file(
    shared_folder: Path, ordinary_user: User
) -> None:
    place = shared_folder / "community"
    place.mkdir()
    (place / "people.toml").write_text(ADA)
    place.chmod(0o444)
    with ordinary_user():
        snapshot = load(at(place))
    assert broken(snapshot) == {"community/people.toml": "Cannot be read: Permission denied"}


def test_folders_may_be_nested_deeper_than_python_calls(community: Write) -> None:
    folder = community({"a.toml": ADA})
    here = Path.cwd()
    deepest = 1100
    try:
        os.chdir(folder)
        for _ in range(deepest):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("grace.toml").write_text(GRACE)
        snapshot = load(at(folder))
    finally:
        # Removed here, for the tools that clean up after tests cannot go so deep.
        Path("grace.toml").unlink(missing_ok=True)
        for _ in range(deepest):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
        os.chdir(here)
    assert [each.id for each in snapshot.records(Person)] == ["ada", "grace"]
    assert not snapshot.broken


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"caf\xe9.toml", r"caf\xe9.toml"),
        (b"bell\x07\x1b[31m.toml", r"bell\u0007\u001b[31m.toml"),
        (b"two\nlines.toml", r"two\u000alines.toml"),
        ("\u202egpj.toml".encode(), r"\u202egpj.toml"),
        ("καφές 🌍 [b].toml".encode(), "καφές 🌍 [b].toml"),
    ],
)
def test_names_of_files_can_be_printed_whatever_they_are(community: Write, raw: bytes, shown: str) -> None:
    folder = community({})
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + raw))
    for text in (ADA, "broken ["):
        path.write_text(text)
        snapshot = load(at(folder))
        names = [each.name for each in snapshot.files] + [each.name for each in snapshot.broken]
        assert names == [f"community/{shown}"]
        assert json.dumps(names, ensure_ascii=False).encode()


def test_a_nameless_community_in_a_folder_of_any_name_has_a_name_that_can_be_shown(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x1b[31m\xff"))
    (folder / "community").mkdir(parents=True)
    (folder / "community" / "a.toml").write_text(ADA)
    assert load(at(folder / "community")).community.name == "Community"


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        ("[gaol]\nid = 1\n", None, "unknown_kind"),
        ("goal = 1\n", "goal", "not_a_record"),
        ("goal = [1]\n", "goal", "not_a_record"),
        ('[goal]\nid = "a"\n', "goal", "not_a_record"),
        ('[[community]]\nname = "a"\n', "community", "not_a_record"),
        ("[[person]]\nid = 'a'\nname = 1\n", "person", "string_type"),
        ("[[person]]\nid = 'a'\nname = 'A'\ngithub_id = 99999999999999999999\n", "person", "less_than_equal"),
        ("[[focus_area]]\nid = 'a'\ntitle = 'A'\ncapacity = nan\n", "focus_area", "number_finite"),
        ("[[recognition]]\nperson = 'a'\nkinds = ['doc']\ndate = 2013-01-01T00:00:00Z\n", "recognition", "date_type"),
        ("[[person]]\nid = 'a'\nname = \"\\u001b[31m\"\n", "person", "text_control"),
    ],
)
def test_data_that_is_no_record_is_kept_with_its_faults(
    community: Write, text: str, kind: str | None, fault: str
) -> None:
    snapshot = load(at(community({"a.toml": text, "b.toml": ADA})))
    assert [each.kind for each in snapshot.rejected] == [kind]
    assert [each.type for each in snapshot.rejected[0].faults] == [fault]
    assert snapshot.find(Person, "ada")
    assert not snapshot.broken


def test_what_did_not_change_is_not_read_again(community: Write) -> None:
    folder = community({"ada.toml": ADA, "grace.toml": GRACE, "broken.toml": "["})
    before = load(at(folder))
    (folder / "grace.toml").write_text(GRACE.replace("Hopper", "Brewster Hopper"))
    after = load(at(folder), before)
    assert after.find(Person, "ada") is before.find(Person, "ada")
    grace = after.find(Person, "grace")
    assert grace is not None
    assert grace.record.name == "Grace Brewster Hopper"
    assert broken(after) == broken(before)
