"""The docs lead where they say, show what there is, and name keys that are heard."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from commtui.cli.app import app
from commtui.tui.actions import ACTIONS, MAIN
from commtui.tui.actions.action import pretty
from commtui.tui.views import BY_ID as VIEWS
from tests.tui.test_pictures import NAMES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_link = re.compile(r"\]\(([^()\s]+)\)")
_code = re.compile(r"```.*?```", re.DOTALL)
_key_cell = re.compile(r"^\| ((?:`[^`]+` ?)+)\|", re.MULTILINE)


def links(page: Path) -> list[str]:
    """Where a page leads within the repository."""
    text = _code.sub("", page.read_text(encoding="utf-8"))
    return [each for each in _link.findall(text) if "://" not in each]


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", _code.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def keys_named(page: Path) -> set[str]:
    """The keys in the first column of the tables of a page."""
    text = page.read_text(encoding="utf-8")
    return {key for cell in _key_cell.findall(text) for key in re.findall(r"`([^`]+)`", cell)}


def keys_of(*scopes: str) -> set[str]:
    """The keys of all actions, or of those of these scopes, as people read them."""
    wanted = [each for each in ACTIONS if not scopes or each.scope in scopes]
    return {pretty(key) for each in wanted for key in each.keys.split(",") if key}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_what_is_there(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_every_view_has_a_page_with_its_picture_that_the_index_names() -> None:
    assert {each.stem for each in (DOCS / "views").iterdir()} == set(VIEWS)
    for id_ in VIEWS:
        assert f"../pictures/{id_}.svg" in links(DOCS / "views" / f"{id_}.md")
        assert f"views/{id_}.md" in links(DOCS / "README.md")


def test_every_page_of_the_docs_is_in_the_index() -> None:
    named = {(DOCS / each.partition("#")[0]).resolve() for each in links(DOCS / "README.md")}
    assert {each.resolve() for each in DOCS.rglob("*.md")} - named == {(DOCS / "README.md").resolve()}


def test_every_picture_is_drawn_by_the_picture_test_and_shown() -> None:
    shown = {Path(each).stem for page in PAGES for each in links(page) if each.endswith(".svg")}
    assert {each.stem for each in (DOCS / "pictures").iterdir()} == set(NAMES) == shown


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_of_a_view_names_keys_of_that_view(view: str) -> None:
    named = keys_named(DOCS / "views" / f"{view}.md")
    assert named
    assert named <= keys_of(MAIN, view)


def test_editing_names_keys_that_there_are() -> None:
    named = keys_named(DOCS / "editing.md")
    assert len(named) > 10
    assert named <= keys_of()


def commands(page: Path) -> list[list[str]]:
    """The commands on a page, in words: in blocks and within sentences."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL)
    lines = [line.removeprefix("$ ") for each in blocks for line in each.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", _code.sub("", text))
    found = [each for each in (*lines, *spans) if re.match(r"commtui [a-z-]+", each)]
    return [each.partition("#")[0].replace("'", "").replace('"', "").split()[1:] for each in found]


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_option_that_is_named_is_there(page: Path) -> None:
    context = click.Context(app)
    for words in commands(page):
        if words[0].startswith("-"):
            assert {each for each in words if each.startswith("--")} <= options(app), words
            continue
        command = app.get_command(context, words[0])
        assert command is not None, words
        named = {each.partition("=")[0] for each in words if re.match(r"--?[a-z]", each)}
        assert named <= options(command) | options(app) | {"--help"}, words
