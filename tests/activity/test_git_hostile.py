"""What a clone tells where nobody kept to the rules."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from commtui.activity.cache import Cache
from tests.activity.commits import count, named_by, read, rows, write
from tests.repository import git, new_repository, only_a_name_is_set

NOON = b" 1700000000 +0000"


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "activity" / "one.duckdb")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "clone")


def when(cache: Cache, sha: str) -> tuple[datetime, int]:
    return rows(cache, f"SELECT committed_at, committer_offset FROM commit WHERE sha = '{sha}'")[0]


def subject(cache: Cache, sha: str) -> str:
    return str(rows(cache, f"SELECT subject FROM commit WHERE sha = '{sha}'")[0][0])


@pytest.mark.parametrize(
    ("said", "read_as", "offset"),
    [
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
    ],
)
def test_any_date_is_some_date(clone: Path, cache: Cache, said: bytes, read_as: datetime, offset: int) -> None:
    sha = write(clone, b"One", committer=b"Ada <ada@example.org> " + said)
    outcome = read(clone, cache)
    assert count(cache) == 1
    assert when(cache, sha) == (read_as, offset)
    is_strange = read_as.year < 1980 or read_as.year > 2030
    assert outcome.notices == (
        ("1 commits are dated before 1980 or after tomorrow: a clock was wrong",) if is_strange else ()
    )


@pytest.mark.parametrize(
    ("said", "name", "email"),
    [
        (b" <>" + NOON, "", ""),
        (b"Ada <>" + NOON, "Ada", ""),
        (b" <ada@example.org>" + NOON, "", "ada@example.org"),
        (b"", "", ""),
        (b"nobody in particular", "", ""),
        (b"Ada <ada@example.org", "", ""),
        (b"Ada \x1b[31m\x07\x1f\x01Lovelace <ada@example.org>" + NOON, "Ada  [31m   Lovelace", "ada@example.org"),
        (b"Jos\xe9 <jose@example.org>" + NOON, "José", "jose@example.org"),
        ("李 <li@例え.jp>".encode() + NOON, "李", "li@例え.jp"),
    ],
)
def test_any_author_is_somebody(clone: Path, cache: Cache, said: bytes, name: str, email: str) -> None:
    sha = write(clone, b"One", said)
    read(clone, cache)
    assert count(cache) == 1
    assert named_by(cache, sha) == [(name, email)]


def test_what_is_no_utf_8_spoils_nothing_beside_it(clone: Path, cache: Cache) -> None:
    sha = write(
        clone, "Grüße\n\nCo-authored-by: Søren <s@example.org>\n".encode(), b"Jos\xe9 <jose@example.org>" + NOON
    )
    read(clone, cache)
    assert subject(cache, sha) == "Grüße"
    assert named_by(cache, sha) == [("José", "jose@example.org"), ("Søren", "s@example.org")]


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


def test_who_has_no_address_is_known_by_name(clone: Path, cache: Cache) -> None:
    for name in (b"Ada", b"Grace", b"Ada"):
        write(clone, b"One", name + b" <>" + NOON)
    read(clone, cache)
    assert sorted(rows(cache, "SELECT id FROM actor")) == [("git:Ada",), ("git:Grace",)]


@pytest.mark.parametrize("often", [False, True], ids=["read at once", "read after each"])
def test_an_address_is_one_in_any_case_by_the_name_it_had_last(clone: Path, cache: Cache, often: bool) -> None:
    for name, email, day in ((b"ada", b"Ada@x.org", 2), (b"Ada King", b"ada@x.org", 3), (b"a", b"ADA@x.org", 1)):
        who = b"%b <%b> 170000000%d +0000" % (name, email, day)
        write(clone, b"One", who, who)
        if often:
            read(clone, cache)
    read(clone, cache)
    assert rows(cache, "SELECT id, name, email FROM actor") == [("git:ada@x.org", "Ada King", "ada@x.org")]


def test_a_deleted_account_is_nobody_that_is_known(clone: Path, cache: Cache) -> None:
    ghost = b"ghost <10137+ghost@users.noreply.github.com>"
    sha = write(clone, b"One\n\nCo-authored-by: " + ghost + b"\n", ghost + NOON)
    read(clone, cache)
    assert named_by(cache, sha) == [(None, None), (None, None)]
    assert rows(cache, "SELECT * FROM actor") == []


@pytest.mark.parametrize(
    ("message", "read_as"),
    [
        (b"", ""),
        (b"\n\n\n", ""),
        (b"One\r\ntwo\nthree\n\nfour", "One two three"),
        (b"One\0two", "One"),
        (b"tab\t, escape \x1b[2J, separators \x1c\x1f\x01\x7f end", "tab , escape  [2J, separators      end"),
        ("Grüße an 李 👋".encode(), "Grüße an 李 👋"),
        (b"caf\xe9", "café"),
        (b"'quoted', \"quoted\"; DROP TABLE commit", "'quoted', \"quoted\"; DROP TABLE commit"),
        (b"x" * 3_000_000, "x" * 500),
        (b"One\n\n" + b"A long story.\n" * 200_000, "One"),
    ],
    ids=["empty", "empty lines", "lines", "zero", "controls", "unicode", "latin-1", "quotes", "long", "long story"],
)
def test_any_message_is_one_line(clone: Path, cache: Cache, message: bytes, read_as: str) -> None:
    write(clone, b"Before")
    sha = write(clone, message)
    write(clone, b"After")
    read(clone, cache)
    assert count(cache) == 3
    assert subject(cache, sha) == read_as
    assert named_by(cache, sha) == [("Ada Lovelace", "ada@example.org")]


@pytest.mark.parametrize(
    ("encoding", "text"), [(b"ISO-8859-1", b"gr\xfc\xdfe"), (b"UTF-16", b"gr"), (b"klingon", b"gr\xfc")]
)
def test_a_commit_may_say_how_it_is_written(clone: Path, cache: Cache, encoding: bytes, text: bytes) -> None:
    sha = write(clone, text, encoding=encoding)
    read(clone, cache)
    assert count(cache) == 1
    assert encoding != b"ISO-8859-1" or subject(cache, sha) == "grüße"


@pytest.mark.parametrize(
    ("trailers", "expected"),
    [
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
    ],
)
def test_trailers_are_what_git_says_they_are(clone: Path, cache: Cache, trailers: bytes, expected: list[str]) -> None:
    sha = write(clone, b"One\n\nWhy.\n\n" + trailers + b"\n")
    read(clone, cache)
    assert [str(email).lower() for _, email in named_by(cache, sha)[1:]] == expected


def test_a_commit_of_a_thousand_co_authors_counts_each_once(clone: Path, cache: Cache) -> None:
    names = b"".join(
        b"Co-authored-by: Person %d <p%d@example.org>\n" % (number, number % 500) for number in range(1000)
    )
    sha = write(clone, b"All of us\n\n" + names)
    read(clone, cache)
    assert len(named_by(cache, sha)) == 501


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
    for name, value in settings.items():
        git(clone, "config", name, value)
    read(clone, cache)
    assert subject(cache, sha) == "Grüße"
    assert len(named_by(cache, sha)) == 2
