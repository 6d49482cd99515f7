"""A small plan under a hostile name, to be served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.serving import Served, serving, soon

NAME = "<b>OpenMRS</b> & {{ 7*7 }}"


PLAN = f"""\
[community]
name = "{NAME}"

[[focus_area]]
id = "governance"
title = "Governance"

[[focus_area]]
id = "releases"
title = "Releases"

[[goal]]
id = "release"
quarter = "2013-Q2"
title = "A first release"
status = "planned"
focus_area = "releases"

[[goal]]
id = "roles"
quarter = "2013-Q2"
title = "A first description of roles"
status = "planned"
focus_area = "governance"
"""


def write_to(folder: Path) -> Path:
    """A plan whose community is called `NAME`."""
    plan = folder / "community"
    plan.mkdir()
    (plan / "community.toml").write_text(PLAN, encoding="utf-8")
    return plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan, to be written to."""
    return write_to(tmp_path)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on such a plan, as it is without options."""
    with serving(write_to(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def served(server: Served) -> Iterator[Served]:
    """The server that tests share; each leaves it without a session."""
    yield server
    assert soon(lambda: server.children() == [])
