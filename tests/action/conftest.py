"""A GitHub of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from action.github import GitHub
from tests.action.standin import REPOSITORY, StandIn, serving


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with serving(StandIn()) as state:
        yield state


@pytest.fixture
def pauses() -> list[float]:
    """For how long GitHub was left alone, each time."""
    return []


@pytest.fixture
def github(standin: StandIn, pauses: list[float]) -> GitHub:
    """A connection with an Actions token that waits for nothing."""
    found = GitHub.connect(REPOSITORY, "ghs_garden", {"GITHUB_API_URL": standin.address})
    return GitHub(REPOSITORY, replace(found.wire, sleep=pauses.append))
