"""A community on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.plan import GOALS
from tests.store.writing import Write, write_all
from tests.users import ordinary_user, shared_folder

__all__ = ["community", "goals", "ordinary_user", "shared_folder"]


@pytest.fixture
def community(tmp_path: Path) -> Write:
    """Writes files, by name, into the `community` folder of a repository, and says where the folder is."""
    (tmp_path / ".git").mkdir()
    return lambda files: write_all(tmp_path / "community", files)


@pytest.fixture
def goals(community: Write) -> Path:
    return community({"goals.toml": GOALS, "people.toml": '[[person]]\nid = "ada"\nname = "Ada"\n'}) / "goals.toml"
