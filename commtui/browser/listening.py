"""The address that the server listens on."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

_WHY_NOT = {
    errno.EADDRINUSE: "port {port} is taken: choose another with --port, or any free one with --port 0",
    errno.EADDRNOTAVAIL: "{host} is not an address of this machine",
    errno.EACCES: "port {port} may not be used: choose one from 1024 up with --port",
}


class NotListeningError(Exception):
    """The server cannot listen there; the text says why."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that already has its address, and the host that was asked for."""

    socket: socket.socket
    host: str

    @property
    def address(self) -> IPv4Address | IPv6Address:
        """The address."""
        return ip_address(str(self.socket.getsockname()[0]).partition("%")[0])

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.address.is_loopback

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        if self.address.is_unspecified:
            host = "localhost"
        elif ":" in self.host:
            host = f"[{self.host}]"
        else:
            host = self.host
        return f"http://{host}:{self.socket.getsockname()[1]}/"


def listen(host: str, port: int) -> Listening:
    """Take a port of a host; port 0 is any free one.

    Raises:
        NotListeningError: There is no such host, or its port cannot be had.
    """
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise NotListeningError(f'there is no host "{host}"') from None
    trouble: OSError | None = None
    for family, type_, protocol, _, address in places:
        try:
            return Listening(_bound(socket.socket(family, type_, protocol), address), host)
        except OSError as error:
            trouble = error
    number = trouble.errno if trouble is not None else None
    reason = _WHY_NOT.get(number or 0, f"{{host}}, port {{port}}: {os.strerror(number or 0)}")
    raise NotListeningError(reason.format(host=host, port=port))


def _bound(taken: socket.socket, address: object) -> socket.socket:
    try:
        if os.name == "posix":
            # There, it lets a server that was just ended begin again; on Windows it would share the port.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)  # type: ignore[arg-type]
        # A taken port shows here at the latest.
        taken.listen()
    except OSError:
        taken.close()
        raise
    return taken
