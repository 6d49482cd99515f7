"""Whoever does not want the rest any more is heeded while GitHub does not answer, too."""

from __future__ import annotations

import socket

import pytest

from commtui.activity.access import Access
from commtui.activity.github.asking import Asker
from commtui.activity.github.questions import Question
from commtui.activity.progress import Stopped
from tests.activity.github.reading import TOKEN, Watch


class Gone:
    """One who left."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Want no more."""
        raise Stopped


def test_who_left_is_not_asked_for_again() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        watch, sizes = Watch(), list[int]()

        def question(size: int) -> Question:
            sizes.append(size)
            return Question("{ viewer { login } }", {})

        asker = Asker(Access(address, f"{address}/graphql", "127.0.0.1", TOKEN), Gone(), watch.clock())
        with pytest.raises(Stopped):
            asker.ask(question)
        assert len(sizes) == 1
        assert not watch.slept
