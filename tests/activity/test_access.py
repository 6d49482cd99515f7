"""Who is asked, where, and with whose token, which nobody ever sees."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commtui.activity.access import Access, access, repository
from commtui.activity.errors import ActivityError

SECRET = "ghp_0123456789abcdef"


def fake_gh(folder: Path, body: str) -> str:
    """A `gh` of a test, and the path on which it is found."""
    program = folder / "gh"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"


@pytest.mark.parametrize(
    ("environment", "token"),
    [
        ({"GITHUB_TOKEN": SECRET, "GH_TOKEN": "other"}, SECRET),
        ({"GH_TOKEN": SECRET}, SECRET),
        ({"GITHUB_TOKEN": "", "GH_TOKEN": SECRET}, SECRET),
        ({"GITHUB_TOKEN": f" {SECRET}\n"}, SECRET),
        ({}, None),
    ],
)
def test_the_token_is_the_first_that_there_is(environment: dict[str, str], token: str | None) -> None:
    found = access({**environment, "PATH": "/nowhere"})
    assert (found.token, found.is_known) == (token, token is not None)


def test_what_gh_knows_is_asked_last_and_for_the_right_host(tmp_path: Path) -> None:
    path = fake_gh(tmp_path, 'echo "token-of-$4-by-$1-$2"')
    found = access({"PATH": path, "GITHUB_API_URL": "https://github.example.org/api/v3"})
    assert found.token == "token-of-github.example.org-by-auth-token"
    assert access({"PATH": path, "GH_TOKEN": SECRET}).token == SECRET


@pytest.mark.parametrize("body", ["exit 1", "echo no; exit 4", "true", "echo '   '"])
def test_a_gh_that_knows_nobody_gives_nothing(tmp_path: Path, body: str) -> None:
    assert access({"PATH": fake_gh(tmp_path, body)}).token is None


@pytest.mark.parametrize("token", [f"{SECRET} x", f"{SECRET}\nHost: evil", "schlüssel", f"{SECRET}\x7f"])
def test_what_can_be_no_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ActivityError) as caught:
        access({"GITHUB_TOKEN": token})
    assert "GITHUB_TOKEN" in str(caught.value)
    assert SECRET not in repr(caught.value)
    assert token not in str(caught.value)


def test_the_token_is_in_no_repr() -> None:
    found = access({"GITHUB_TOKEN": SECRET})
    assert found.required() == SECRET
    assert SECRET not in repr(found)
    assert SECRET not in str(found)
    assert SECRET not in f"{found!r} {[found]}"


def test_without_a_token_one_sentence_says_what_to_do() -> None:
    nobody = Access("https://api.github.com", "https://api.github.com/graphql", "github.com", None)
    with pytest.raises(ActivityError, match=r"no token for github.com; set GITHUB_TOKEN"):
        nobody.required()


@pytest.mark.parametrize(
    ("environment", "api", "graphql", "host"),
    [
        ({}, "https://api.github.com", "https://api.github.com/graphql", "github.com"),
        (
            {"GITHUB_API_URL": "https://github.example.org/api/v3/"},
            "https://github.example.org/api/v3",
            "https://github.example.org/api/graphql",
            "github.example.org",
        ),
        (
            {"GITHUB_API_URL": "https://api.github.com", "GITHUB_GRAPHQL_URL": "https://api.github.com/graphql"},
            "https://api.github.com",
            "https://api.github.com/graphql",
            "github.com",
        ),
        (
            {"GITHUB_API_URL": "http://127.0.0.1:8080"},
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/graphql",
            "127.0.0.1:8080",
        ),
    ],
)
def test_the_addresses_are_those_of_the_runner_or_of_github(
    environment: dict[str, str], api: str, graphql: str, host: str
) -> None:
    found = access({**environment, "GITHUB_TOKEN": SECRET})
    assert (found.api, found.graphql, found.host) == (api, graphql, host)


@pytest.mark.parametrize("name", ["GITHUB_API_URL", "GITHUB_GRAPHQL_URL"])
@pytest.mark.parametrize(
    "address",
    [
        "http://github.example.org/api/v3",
        "http://127.0.0.1.example.org",
        "ftp://api.github.com",
        "api.github.com",
        "https://",
        "https://api.github.com:port",
        "https://[::1",
        "https://ada:secret-word@api.github.com",
        "https://api.github.com?token=secret-word",
        "file:///etc/passwd",
    ],
)
def test_a_token_is_sent_to_no_odd_address(name: str, address: str) -> None:
    with pytest.raises(ActivityError, match=name) as caught:
        access({name: address, "GITHUB_TOKEN": SECRET})
    assert "secret-word" not in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("option", "runner", "community", "origin", "expected"),
    [
        ("a/option", "a/runner", "a/community", "a/origin", "a/option"),
        (None, "a/runner", "a/community", "a/origin", "a/runner"),
        (None, "", "a/community", "a/origin", "a/community"),
        (None, None, None, "a/origin", "a/origin"),
        (None, None, None, None, None),
    ],
)
def test_the_repository_is_the_first_that_is_said(
    option: str | None, runner: str | None, community: str | None, origin: str | None, expected: str | None
) -> None:
    environment = {} if runner is None else {"GITHUB_REPOSITORY": runner}
    assert repository(option, community, origin, environment) == expected


@pytest.mark.parametrize(
    "name", ["openmrs", "a/b/c", "a/..", "a/.", "a b/c", "https://github.com/a/b", "a/b\nc", "../x", "/b"]
)
def test_what_can_be_no_repository_is_refused(name: str) -> None:
    with pytest.raises(ActivityError, match=r"--repository says .* owner/name"):
        repository(name, None, None, {})
