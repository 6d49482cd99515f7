"""Who is answered: pages of ours, under names of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from commtui.browser.guard import Guard, guard_for
from commtui.browser.listening import Listening, NotListeningError, listen

HOST = "127.0.0.1:8000"


@contextmanager
def listening_on(host: str) -> Iterator[Listening]:
    found = listen(host, 0)
    with found.socket:
        yield found


@pytest.fixture
def local() -> Iterator[Guard]:
    """The guard of a server that only this machine reaches."""
    with listening_on("127.0.0.1") as listening:
        yield guard_for(listening)


@pytest.fixture
def open_to_all() -> Iterator[Guard]:
    """The guard of a server on every address of this machine."""
    with listening_on("0.0.0.0") as listening:
        yield guard_for(listening)


@pytest.mark.parametrize("host", [HOST, "localhost:8000", "LOCALHOST:9000", "localhost", "localhost.:1", "[::1]:8000"])
def test_a_name_of_this_machine_is_ours(host: str, local: Guard) -> None:
    assert local.knows(host)


@pytest.mark.parametrize(
    "host",
    "evil.example 127.0.0.1.evil.example localhost.evil.example:8000 192.0.2.7:8000 evil@localhost".split()
    + "localhost/evil.example [ [::1 2130706433".split()
    + ["", " localhost"],
)
def test_a_name_that_was_made_to_point_here_is_not(host: str, local: Guard) -> None:
    assert not local.knows(host)


def test_other_machines_reach_an_open_server_by_address_but_not_by_any_name(open_to_all: Guard) -> None:
    assert open_to_all.knows("192.0.2.7:8000")
    assert not open_to_all.knows("evil.example:8000")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:3000", "http://localhost:8000", "null", "", f"file://{HOST}"]
)
def test_a_page_elsewhere_is_refused(origin: str, local: Guard) -> None:
    assert local.why_not(HOST, origin, must_have_origin=True)
    assert local.why_not(HOST, origin, must_have_origin=False)


def test_our_own_page_may_open_a_session_and_nobody_may_without_saying_who_asks(local: Guard) -> None:
    assert local.why_not(HOST, f"http://{HOST}", must_have_origin=True) is None
    assert local.why_not(HOST, None, must_have_origin=True)
    assert local.why_not(HOST, None, must_have_origin=False) is None


def test_the_address_is_told_as_a_browser_takes_it() -> None:
    with listening_on("127.0.0.1") as one, listening_on("0.0.0.0") as every:
        port = one.socket.getsockname()[1]
        assert one.url == f"http://127.0.0.1:{port}/"
        assert one.is_local
        assert every.url.startswith("http://localhost:")
        assert not every.is_local


def test_a_taken_port_and_a_host_that_is_not_there_are_told_in_words() -> None:
    with listening_on("127.0.0.1") as one:
        port = one.socket.getsockname()[1]
        with pytest.raises(NotListeningError, match=f"port {port} is taken"):
            listen("127.0.0.1", port)
    with pytest.raises(NotListeningError, match="is not an address of this machine"):
        listen("192.0.2.7", 0)
    for host in ("no such host", "a" * 70, ""):
        with pytest.raises(NotListeningError, match="there is no host"):
            listen(host, 0)
