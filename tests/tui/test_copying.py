"""Copying and links: what reaches the clipboard and the browser, and what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commtui.tui.clipboard import browser, copier, run
from commtui.tui.links import is_web
from tests.repository import commit_all, git, only_a_name_is_set
from tests.tui.driving import LARGE, app_of, main_of, opened, press, until, write

PLAN = """
[community]
name = "Library of Tools"

[[item]]
id = "lending-desk"  # the first thing people ask for
title = "A lending desk"
status = "active"
when = "2013-Q2"
links = ["https://example.org/desk", "javascript:alert(1)"]

[[item]]
id = "opening-hours"
title = "Opening hours"
status = "planned"
when = "2013-Q3"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path, community=PLAN)


def script(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


async def test_the_menu_of_copying_offers_what_there_is_of_the_record(plan: Path) -> None:
    async with opened(plan, LARGE) as pilot:
        text = await press(pilot, "2", "Y")
        for word in (
            "id",
            "lending-desk",
            "community/community.toml:5",
            "https://example.org/desk",
            "Markdown",
            "TOML",
        ):
            assert word in text
        assert "GitHub" not in text
        await press(pilot, "p")
        assert app_of(pilot).clipboard == "community/community.toml:5"
        text = await press(pilot, "Y", "t")
        assert "Copied the TOML: your terminal decides whether it reaches the clipboard" in text
        assert app_of(pilot).clipboard.startswith('[[item]]\nid = "lending-desk"  # the first thing people ask for\n')
        assert "opening-hours" not in app_of(pilot).clipboard
        await press(pilot, "Y", "m")
        assert app_of(pilot).clipboard.startswith("## A lending desk\n\n- **")


async def test_a_place_on_github_is_of_the_last_commit_and_names_the_line_only_where_it_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    root = tmp_path / "tools"
    root.mkdir()
    plan = write(root, community=PLAN)
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", "git@github.com:library/tools.git")
    commit = commit_all(root)
    async with opened(plan, LARGE) as pilot:
        await press(pilot, "2", "Y", "w")
        place = f"https://github.com/library/tools/blob/{commit}/community/community.toml"
        assert app_of(pilot).clipboard == f"{place}#L5"
        (plan / "community.toml").write_text("# Ours.\n" + PLAN)
        text = await press(pilot, "Y")
        assert "changed since" in text
        await press(pilot, "w")
        assert app_of(pilot).clipboard == place


async def test_y_on_a_page_copies_the_link_that_is_selected(plan: Path) -> None:
    async with opened(plan, LARGE) as pilot:
        await press(pilot, "2", "y")
        assert app_of(pilot).clipboard == "lending-desk"
        await press(pilot, "enter", "y")
        assert app_of(pilot).clipboard == "https://example.org/desk"


async def test_a_link_opens_in_the_browser_and_nothing_but_the_web_does(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_file = tmp_path / "opened"
    monkeypatch.setenv("BROWSER", str(script(tmp_path, "browse", f'echo "$1" > {opened_file}')))
    async with opened(plan, LARGE) as pilot:
        text = await press(pilot, "2", "o")
        assert "javascript:alert(1)" in text
        await press(pilot, "2")
        assert "Not opened: javascript:alert(1) is no http or https address" in await press(pilot)
        assert not opened_file.exists()
        await press(pilot, "o", "1")
        await until(pilot, lambda: "Opened https://example.org/desk" in said(pilot))
        assert opened_file.read_text() == "https://example.org/desk\n"
        await press(pilot, "j")
        assert "Open link: the record names no address" in await press(pilot, "o")


def said(pilot: object) -> str:
    return "\n".join(each.words for each in app_of(pilot).log_of_messages.sayings.latest_first)  # type: ignore[arg-type]


async def test_where_no_browser_is_the_address_is_shown_and_copied(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    async with opened(plan, LARGE) as pilot:
        await press(pilot, "2", "o", "1")
        assert "https://example.org/desk: no browser here; copied, if your terminal lets it" in said(pilot)
        assert app_of(pilot).clipboard == "https://example.org/desk"
        assert main_of(pilot) is pilot.app.screen


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://localhost:8000", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://example.org/ --new", False),
        ("https://example.org/\x1b]0;x", False),
        ("https://[broken", False),
        ("-https://example.org", False),
        ("mailto:ada@example.org", False),
    ],
)
def test_only_an_address_of_the_web_is_given_to_a_browser(address: str, may: bool) -> None:
    assert is_web(address) == may


def test_this_machines_clipboard_is_filled_only_where_its_screen_is_the_one_we_see(tmp_path: Path) -> None:
    script(tmp_path, "wl-copy", f"cat > {tmp_path}/copied")
    here = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "WAYLAND_DISPLAY": "wayland-0"}
    command = copier(here)
    assert command == ["wl-copy"]
    assert copier(here | {"SSH_TTY": "/dev/pts/1"}) is None
    assert copier({"PATH": here["PATH"]}) is None
    assert run([str(tmp_path / "wl-copy")], "lending-desk")
    assert (tmp_path / "copied").read_text() == "lending-desk"
    assert not run([str(tmp_path / "gone")])
    assert not run([str(script(tmp_path, "fails", "exit 3"))])


def test_the_browser_that_is_named_wins_but_none_that_draws_in_the_terminal(tmp_path: Path) -> None:
    for name in ("mine", "xdg-open", "open", "lynx"):
        script(tmp_path, name, "")
    env = {"PATH": str(tmp_path)}
    page = "https://example.org/a%20b"
    assert browser(env | {"BROWSER": "mine --tab %s", "SSH_TTY": "1"}, page, "linux") == ["mine", "--tab", page]
    assert browser(env | {"BROWSER": "lynx", "DISPLAY": ":0"}, page, "linux") == ["xdg-open", page]
    assert browser(env | {"DISPLAY": ":0", "SSH_TTY": "1"}, page, "linux") is None
    assert browser(env, page, "linux") is None
    assert browser(env, page, "darwin") == ["open", page]
