"""Who may ask: a page of ours, under a name of ours.

Any page on the web can make a browser talk to this machine. What it cannot do is choose the headers `Host` and
`Origin`. A name that was made to point here (DNS rebinding) shows in `Host`; a page elsewhere that opens a WebSocket
shows in `Origin`.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from commtui.browser.listening import Listening


@dataclass(frozen=True, slots=True)
class Guard:
    """The names that we answer to; `any_address` where other machines reach us, under addresses we need not know."""

    names: frozenset[str]
    any_address: bool

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names us; its port may be another one, for it may be forwarded."""
        name = _name_in(host)
        if name in self.names:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        # An address cannot be made to point elsewhere.
        return address.is_loopback or self.any_address

    def why_not(self, host: str, origin: str | None, *, must_have_origin: bool) -> str | None:
        """Why a request is refused."""
        if not self.knows(host):
            return "commtui does not answer to this name"
        if origin is None:
            return "only a page of commtui may open a session" if must_have_origin else None
        scheme, _, rest = origin.partition("://")
        if scheme not in {"http", "https"} or rest.lower() != host.lower():
            return "only a page of commtui may ask for this"
        return None

    @property
    def middleware(self) -> Middleware:
        """What stands before all that the server answers."""

        @web.middleware
        async def refuse_others(request: web.Request, handler: Handler) -> web.StreamResponse:
            is_session = request.headers.get("Upgrade", "").lower() == "websocket"
            host = request.headers.get("Host", "")
            reason = self.why_not(host, request.headers.get("Origin"), must_have_origin=is_session)
            if reason is not None:
                raise web.HTTPForbidden(text=f"{reason}\n")
            return await handler(request)

        return refuse_others


def guard_for(listening: Listening) -> Guard:
    """The guard of a server."""
    if listening.is_local:
        return Guard(frozenset({"localhost", listening.host.lower()}), any_address=False)
    own = socket.gethostname().lower()
    return Guard(frozenset({"localhost", listening.host.lower(), own, f"{own}.local"}), any_address=True)


def _name_in(host: str) -> str:
    if any(each in "@/\\?#" or each.isspace() for each in host):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").removesuffix(".")
    except ValueError:
        return ""
