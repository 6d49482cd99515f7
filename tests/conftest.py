"""What all tests share."""

from __future__ import annotations

import gc

import pytest

from tests import trying

trying.begin()


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays for good: all tests and modules, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure() -> None:
    """Let all go again, or DuckDB's binding tells at the end that its types were never freed."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep locks, logs and settings out of the folders of whoever runs the tests."""
    for name in ("cache", "config", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path_factory.getbasetemp() / name))
