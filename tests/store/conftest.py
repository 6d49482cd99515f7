"""A community on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.hospital import FILES
from tests.store.plan import GOALS
from tests.store.writing import Write, write_all
from tests.users import ordinary_user, shared_folder

__all__ = ["community", "goals", "ordinary_user", "shared_folder"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own: the locks that processes take turns by lie there."""
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return cache


@pytest.fixture
def community(tmp_path: Path) -> Write:
    """Writes files, by name, into the `community` folder of a repository, and says where the folder is."""
    (tmp_path / ".git").mkdir()
    return lambda files: write_all(tmp_path / "community", files)


@pytest.fixture
def hospital(community: Write) -> Path:
    """The folder of a community that keeps a page for each quarter and a file for each person."""
    return community(FILES)


@pytest.fixture
def goals(community: Write) -> Path:
    return community({"goals.toml": GOALS, "people.toml": '[[person]]\nid = "ada"\nname = "Ada"\n'}) / "goals.toml"
