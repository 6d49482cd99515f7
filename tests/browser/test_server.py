"""The server as a process: what it answers, to whom, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError

from tests.browser.conftest import NAME
from tests.browser.serving import Served, serving, shown, soon

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are counted the way of POSIX")


def is_gone(process: int) -> bool:
    """Whether the process has ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


async def send_nonsense(served: Served) -> None:
    """Requests that are none."""
    for nonsense in (b"\x00\xff", b"GET /\x01 HTTP/1.1", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b", b"GET / HTTP/1.0"):
        reader, writer = await asyncio.open_connection(*served.host.split(":"))
        writer.write(nonsense + b"\r\n\r\n")
        assert (await reader.readline()).split()[1] in {b"400", b"403"}
        writer.close()
        await writer.wait_closed()


async def test_nobody_elsewhere_gets_a_page_or_a_session(served: Served) -> None:
    async with ClientSession() as client:
        async with client.get(served.url, headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403
            assert "does not answer to this name" in await answer.text()
        for headers in ({"Origin": "http://evil.example"}, {}, served.origin | {"Host": "evil.example"}):
            with pytest.raises(WSServerHandshakeError) as refused:
                await client.ws_connect(served.session, headers=headers)
            assert refused.value.status == 403
        assert served.children() == []


async def test_the_page_is_named_after_the_community_and_asks_no_other_host(served: Served) -> None:
    async with ClientSession() as client, client.get(served.url, params={"fontsize": "9" * 5000}) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "<title>&lt;b&gt;OpenMRS&lt;/b&gt; &amp; {{ 7*7 }} · commtui</title>" in page
    assert "://" not in page
    assert 'data-font-size="16"' in page
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


async def test_a_session_shows_the_app_read_only_and_ends_with_it(served: Served) -> None:
    async with ClientSession() as client:
        broken = f"ws://{served.host}/ws?width=-1&height=many"
        async with client.ws_connect(broken, headers=served.origin) as socket:
            await shown(socket, "A littl")
            await socket.send_json(["resize", {"width": 100, "height": 30}])
            assert "read-only" in await shown(socket, "Needs attention")
            [process] = served.children()
            for nonsense in (
                "",
                "{",
                "[]",
                '["stdin"]',
                '["stdin", 7]',
                '["stdin", ""]',
                '["resize", {"width": 1e99}]',
                '["stdin", "\\ud800"]',
            ):
                await socket.send_str(nonsense)
            await socket.send_json(["resize", {"width": 10**9, "height": -(10**9)}])
            await socket.send_json(["resize", {"width": 90, "height": 30}])
            await socket.send_json(["stdin", "3"])
            await shown(socket, "Governance")
            await socket.send_json(["stdin", "q"])
            while (message := await socket.receive(timeout=60)).type in {WSMsgType.BINARY, WSMsgType.TEXT}:
                pass
            assert message.type is WSMsgType.CLOSE
    assert soon(lambda: is_gone(process))


async def test_with_edit_the_app_takes_changes_and_keeps_what_was_not_saved_but_cannot_open_an_editor(
    plan: Path,
) -> None:
    said: list[str] = []
    with serving(plan, "--edit", "--host", "0.0.0.0", "--trust-network", said=said) as served:
        async with ClientSession() as client, client.ws_connect(served.session, headers=served.origin) as socket:
            assert "read-only" not in await shown(socket, "Needs attention")
            await socket.send_json(["stdin", "3"])
            await shown(socket, "description")
            await socket.send_json(["stdin", "E"])
            await shown(socket, "Your editor cannot be opened in a browser")
            await socket.send_json(["stdin", "y"])
            await shown(socket, "your browser decides whether it reaches the clipboard")
            await socket.send_json(["stdin", "e"])
            await shown(socket, "Save")
            await socket.send_json(["stdin", "Typed for an hour "])
            await shown(socket, "1 field not saved")
        assert soon(lambda: served.children() == [])
        [unsaved] = plan.parent.glob(".local/state/commtui/log/*-unsaved.txt")
        assert "Typed for an hour" in unsaved.read_text(encoding="utf-8")
        # No session outlives a server that was killed.
        async with ClientSession() as client, client.ws_connect(served.session, headers=served.origin) as socket:
            await shown(socket, "Needs attention")
            [process] = served.children()
            served.process.kill()
        assert soon(lambda: is_gone(process))
    assert f"what you typed and had not saved is in {unsaved}" in said[0]
    assert said[0].startswith("commtui: warning: anyone who reaches 0.0.0.0 can change the plan without a password")


async def test_ctrl_c_ends_the_server_and_all_sessions_without_a_fuss(plan: Path) -> None:
    said: list[str] = []
    with serving(plan, said=said) as served:
        await send_nonsense(served)
        async with (
            ClientSession() as client,
            client.ws_connect(served.session, headers=served.origin) as one,
            client.ws_connect(served.session, headers=served.origin) as other,
        ):
            await shown(one, "Needs attention")
            processes = served.children()
            assert len(processes) == 2
            served.process.send_signal(signal.SIGINT)
            # The other one may be still about to begin, or to be drawn.
            while (await other.receive(timeout=60)).type is WSMsgType.BINARY:
                pass
        assert served.process.wait(60) == 0
        assert soon(lambda: all(map(is_gone, processes)))
    assert said == [f"commtui: {NAME}, read-only (--edit allows changes); ctrl+c ends it\n"]
