"""A GitHub on the loopback, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.activity.github.reading import Reader
from tests.activity.github.standin import Garden, listening


@pytest.fixture
def reader_of(tmp_path: Path) -> Iterator[Callable[[Garden], Reader]]:
    """Makes readers of gardens, each with a cache of its own."""
    with ExitStack() as stack:
        made: list[Reader] = []

        def reader(garden: Garden) -> Reader:
            if not garden.address:
                stack.enter_context(listening(garden))
            made.append(Reader(garden, tmp_path / f"{len(made)}.duckdb"))
            return made[-1]

        yield reader
