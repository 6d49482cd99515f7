"""What a clone tells where nobody kept to the rules."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commtui.activity.cache import Cache
from tests.activity.commits import count, named_by, read, rows, write
from tests.repository import new_repository, only_a_name_is_set

NOON = b" 1700000000 +0000"
GHOST = b"ghost <10137+ghost@users.noreply.github.com>"
# What the committer's line says of the time, when that is, and the minutes east of UTC.
DATES = [
    (b"0 +0000", datetime(1970, 1, 1), 0),
    (b"2147483648 +0000", datetime(2038, 1, 19, 3, 14, 8), 0),
    (b"4102444800 +1400", datetime(2100, 1, 1), 840),
    (b"253402300799 -0330", datetime(9999, 12, 31, 23, 59, 59), -210),
    (b"253402300800 +0000", datetime(9999, 12, 31, 23, 59, 59), 0),
    (b"-500 +0100", datetime(1970, 1, 1), 0),
    (b"99999999999999999999 +0100", datetime(1970, 1, 1), 0),
    (b"18446744073709551614 +0000", datetime(1970, 1, 1), 0),
    (b"1700000000 +9999", datetime(2023, 11, 14, 22, 13, 20), 0),
    (b"yesterday about noon", datetime(1970, 1, 1), 0),
    (b"", datetime(1970, 1, 1), 0),
]
# What stands in the author's line, and the name and address in it. Each has an address of its own, for an address has
# one name in the end.
AUTHORS = [
    (b" <>" + NOON, "", ""),
    (b"Alan <>" + NOON, "Alan", ""),
    (b" <nameless@example.org>" + NOON, "", "nameless@example.org"),
    (b"", "", ""),
    (b"nobody in particular", "", ""),
    (b"Ada <open@example.org", "", ""),
    (b"Ada \x1b[31m\x07\x1f\x01Lovelace <red@example.org>" + NOON, "Ada  [31m   Lovelace", "red@example.org"),
    (b"Jos\xe9 <jose@example.org>" + NOON, "José", "jose@example.org"),
    ("李 <li@例え.jp>".encode() + NOON, "李", "li@例え.jp"),
]
# A message, and its one line.
MESSAGES = {
    "empty": (b"", ""),
    "empty lines": (b"\n\n\n", ""),
    "lines": (b"One\r\ntwo\nthree\n\nfour", "One two three"),
    "zero": (b"One\0two", "One"),
    "controls": (
        b"tab\t, escape \x1b[2J, separators \x1c\x1f\x01\x7f end",
        "tab , escape  [2J, separators      end",
    ),
    "unicode": ("Grüße an 李 👋".encode(), "Grüße an 李 👋"),
    "latin-1": (b"caf\xe9", "café"),
    "quotes": (b"'quoted', \"quoted\"; DROP TABLE commit", "'quoted', \"quoted\"; DROP TABLE commit"),
    "long": (b"x" * 3_000_000, "x" * 500),
    "long story": (b"One\n\n" + b"A long story.\n" * 200_000, "One"),
}
# How a commit says that it is written, what it says, and its line where that can be read.
ENCODINGS = [(b"ISO-8859-1", b"gr\xfc\xdfe", "grüße"), (b"UTF-16", b"gr", None), (b"klingon", b"gr\xfc", None)]
# Trailers, and the addresses of the co-authors in them.
TRAILERS = [
    (b"Co-authored-by: Grace <g@example.org>", ["g@example.org"]),
    (
        b"CO-AUTHORED-BY: Grace <g@example.org>\nco-authored-by: Alan <a@example.org>",
        ["g@example.org", "a@example.org"],
    ),
    (b"Co-authored-by : Grace <g@example.org>", ["g@example.org"]),
    (b"Co-authored-by:Grace<g@example.org>", ["g@example.org"]),
    (b"Co-authored-by: <g@example.org>", ["g@example.org"]),
    (b"Co-authored-by: Grace\n <g@example.org>", ["g@example.org"]),
    (b"Co-authored-by: Grace <g@example.org>\nCo-authored-by: G. Hopper <G@example.org>", ["g@example.org"]),
    (b"Co-authored-by: Ada <ADA@example.org>", []),
    (b"Co-authored-by: Grace", []),
    (b"Co-authored-by: g@example.org", []),
    (b"Co-authored-by: <>", []),
    (b"Co-authored-by: Grace < >", []),
    (b"Co-authored-by:", []),
    (b"Co-authored-by Grace <g@example.org>", []),
    (b"Helped-by: Grace <g@example.org>", []),
    (b"Co-authored-by: Grace <g@example.org>\n\nThat is all.", []),
    (b"Co-authored-by: \x01Grace\x01 <g@example.org>", ["g@example.org"]),
    (b"Co-authored-by:\nCo-authored-by: Grace <g@example.org>", ["g@example.org"]),
    (
        b"Co-authored-by: Ren\xe9 <r@example.org>\nCo-authored-by: Grace <g@example.org>",
        ["r@example.org", "g@example.org"],
    ),
]
ALL_OF_US = b"".join(
    b"Co-authored-by: Person %d <p%d@example.org>\n" % (number, number % 500) for number in range(1000)
)


@dataclass(frozen=True)
class Told:
    """One clone with all that follows, read once; where commits are, by what they try, and what was to be told."""

    cache: Cache
    shas: dict[object, str]
    notices: tuple[str, ...]

    def commit(self, tried: object) -> tuple[Any, ...]:
        """When it was committed, minutes east of UTC, and its line."""
        asked = "SELECT committed_at, committer_offset, subject FROM commit"
        return rows(self.cache, f"{asked} WHERE sha = '{self.shas[tried]}'")[0]

    def names(self, tried: object) -> list[tuple[str | None, str | None]]:
        """Who made it: names and addresses."""
        return named_by(self.cache, self.shas[tried])


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        clone = new_repository(folder / "clone")
        shas = _written(clone)
        cache = Cache(folder / "one.duckdb")
        return Told(cache, shas, read(clone, cache).notices)


def _written(clone: Path) -> dict[object, str]:
    shas: dict[object, str] = {}
    for said, _, _ in DATES:
        shas["date", said] = write(clone, b"One", committer=b"Ada Lovelace <ada@example.org> " + said)
    for author, _, _ in AUTHORS:
        shas["author", author] = write(clone, b"One", author)
    for name, (message, _) in MESSAGES.items():
        shas["message", name] = write(clone, message)
    for encoding, text, _ in ENCODINGS:
        shas["encoding", encoding] = write(clone, text, encoding=encoding)
    for trailers, _ in TRAILERS:
        shas["trailers", trailers] = write(clone, b"One\n\nWhy.\n\n" + trailers + b"\n")
    mixed = "Grüße\n\nCo-authored-by: Søren <s@example.org>\n".encode()
    shas["mixed"] = write(clone, mixed, b"Jos\xe9 <jose@example.org>" + NOON)
    for number, who in enumerate((b"Hedy", b"Grace", b"Hedy")):
        shas["name", number] = write(clone, b"One", who + b" <>" + NOON)
    shas["ghost"] = write(clone, b"One\n\nCo-authored-by: " + GHOST + b"\n", GHOST + NOON)
    shas["all of us"] = write(clone, b"All of us\n\n" + ALL_OF_US)
    return shas


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "activity" / "one.duckdb")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "clone")


def test_every_commit_is_read_and_strange_times_are_told(told: Told) -> None:
    assert count(told.cache) == len(set(told.shas.values())) == len(told.shas)
    strange = sum(read_as.year < 1980 or read_as.year > 2030 for _, read_as, _ in DATES)
    # Nothing can be read of the one that says UTF-16, its time neither.
    assert told.commit(("encoding", b"UTF-16"))[0].year == 1970
    assert told.notices == (f"{strange + 1} commits are dated before 1980 or after tomorrow: a clock was wrong",)


@pytest.mark.parametrize(("said", "read_as", "offset"), DATES)
def test_any_date_is_some_date(told: Told, said: bytes, read_as: datetime, offset: int) -> None:
    assert told.commit(("date", said))[:2] == (read_as, offset)


@pytest.mark.parametrize(("said", "name", "email"), AUTHORS)
def test_any_author_is_somebody(told: Told, said: bytes, name: str, email: str) -> None:
    assert told.names(("author", said)) == [(name, email)]


@pytest.mark.parametrize("name", MESSAGES)
def test_any_message_is_one_line(told: Told, name: str) -> None:
    assert told.commit(("message", name))[2] == MESSAGES[name][1]
    assert told.names(("message", name)) == [("Ada Lovelace", "ada@example.org")]


@pytest.mark.parametrize(("encoding", "_text", "read_as"), ENCODINGS)
def test_a_commit_may_say_how_it_is_written(told: Told, encoding: bytes, _text: bytes, read_as: str | None) -> None:
    assert read_as in (None, told.commit(("encoding", encoding))[2])


@pytest.mark.parametrize(("trailers", "expected"), TRAILERS)
def test_trailers_are_what_git_says_they_are(told: Told, trailers: bytes, expected: list[str]) -> None:
    assert [str(email).lower() for _, email in told.names(("trailers", trailers))[1:]] == expected


def test_what_is_no_utf_8_spoils_nothing_beside_it(told: Told) -> None:
    assert told.commit("mixed")[2] == "Grüße"
    assert told.names("mixed") == [("José", "jose@example.org"), ("Søren", "s@example.org")]


def test_who_has_no_address_is_known_by_name(told: Told) -> None:
    assert [told.names(("name", number))[0][0] for number in range(3)] == ["Hedy", "Grace", "Hedy"]
    by_name = rows(told.cache, "SELECT id FROM actor WHERE email = '' AND name <> ''")
    assert sorted(by_name) == [("git:Alan",), ("git:Grace",), ("git:Hedy",)]


def test_a_deleted_account_is_nobody_that_is_known(told: Told) -> None:
    assert told.names("ghost") == [(None, None), (None, None)]
    assert rows(told.cache, "SELECT * FROM actor WHERE id LIKE '%ghost%'") == []


def test_a_commit_of_a_thousand_co_authors_counts_each_once(told: Told) -> None:
    assert len(told.names("all of us")) == 501


def test_a_history_in_one_encoding_is_read_as_it_is(clone: Path, cache: Cache) -> None:
    sha = write(clone, "Grüße\n\nCo-authored-by: Søren <s@example.org>\n".encode())
    read(clone, cache)
    assert rows(cache, "SELECT subject FROM commit") == [("Grüße",)]
    assert named_by(cache, sha)[1] == ("Søren", "s@example.org")


def test_a_temporary_folder_may_be_called_anything(
    clone: Path, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "it's [one] of a kind"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    write(clone, b"One")
    read(clone, cache)
    assert count(cache) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("often", [False, True], ids=["read at once", "read after each"])
def test_an_address_is_one_in_any_case_by_the_name_it_had_last(clone: Path, cache: Cache, often: bool) -> None:
    for name, email, day in ((b"ada", b"Ada@x.org", 2), (b"Ada King", b"ada@x.org", 3), (b"a", b"ADA@x.org", 1)):
        who = b"%b <%b> 170000000%d +0000" % (name, email, day)
        write(clone, b"One", who, who)
        if often:
            read(clone, cache)
    read(clone, cache)
    assert rows(cache, "SELECT id, name, email FROM actor") == [("git:ada@x.org", "Ada King", "ada@x.org")]


def test_grafts_of_old_are_seen_and_noticed_when_they_go(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    two = write(clone, b"Two")
    grafts = clone / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(f"{two}\n")
    read(clone, cache)
    assert rows(cache, "SELECT subject FROM commit") == [("Two",)]
    grafts.unlink()
    read(clone, cache)
    assert len(rows(cache, "SELECT * FROM commit")) == 2


def test_a_mailmap_of_rubbish_maps_nobody(clone: Path, cache: Cache) -> None:
    (clone / ".mailmap").write_bytes(b"\xff\xfe\0<<<>>>\n# \n<>\n Ada <\n" * 50)
    write(clone, b"One\n\nCo-authored-by: Grace <g@example.org>\n")
    read(clone, cache)
    assert count(cache) == 1
    assert len(rows(cache, "SELECT * FROM actor")) == 2


def test_the_users_settings_do_not_change_what_is_read(clone: Path, cache: Cache) -> None:
    sha = write(clone, b"Gr\xc3\xbc\xc3\x9fe\n\nCo-authored-by: Grace <g@example.org>\n")
    settings = {
        "i18n.logOutputEncoding": "ISO-8859-1",
        "log.date": "relative",
        "log.mailmap": "false",
        "log.decorate": "full",
        "log.showSignature": "true",
        "format.pretty": "oneline",
        "color.ui": "always",
        "core.abbrev": "5",
        "diff.external": "/nowhere/diff",
        "core.pager": "/nowhere/pager",
    }
    with (clone / ".git" / "config").open("a") as file:
        for name, value in settings.items():
            section, _, key = name.partition(".")
            file.write(f"[{section}]\n\t{key} = {value}\n")
    read(clone, cache)
    assert rows(cache, "SELECT subject FROM commit") == [("Grüße",)]
    assert len(named_by(cache, sha)) == 2
