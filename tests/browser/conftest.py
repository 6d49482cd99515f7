"""The example under a hostile name, to be served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commtui import demo
from tests.browser.serving import Served, serving, soon

NAME = "<b>OpenMRS</b> & {{ 7*7 }}"


def copy_to(folder: Path) -> Path:
    """A copy of the example, whose community is called `NAME`."""
    plan = demo.copy_to(folder)
    community = plan / "community.toml"
    text = community.read_text(encoding="utf-8")
    assert '= "OpenMRS"' in text
    community.write_text(text.replace('= "OpenMRS"', f'= "{NAME}"'), encoding="utf-8")
    return plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the example community."""
    return copy_to(tmp_path)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on such a copy, as it is without options."""
    with serving(copy_to(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def served(server: Served) -> Iterator[Served]:
    """The server that tests share; each leaves it without a session."""
    yield server
    assert soon(lambda: server.children() == [])
