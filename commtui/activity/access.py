"""Which repository is asked, where, and with whose token."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from commtui.activity.errors import ActivityError

API = "https://api.github.com"
_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")
_GH_SECONDS = 10.0
_LOOPBACK = re.compile(r"localhost|.*\.localhost|127(\.\d+){3}|::1").fullmatch
_is_repository = re.compile(r"(?!\.)[A-Za-z0-9._-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+").fullmatch
# What may be in a header, and nothing that could end it.
_is_token = re.compile(r"[!-~]+").fullmatch


@dataclass(frozen=True, slots=True)
class Access:
    """Where to ask, and a token that is never shown; `host` is where people see the repository."""

    api: str
    graphql: str
    host: str
    token: str | None = field(repr=False)

    @property
    def is_known(self) -> bool:
        """Whether there is a token; GraphQL answers nobody without one."""
        return self.token is not None

    def required(self) -> str:
        """The token.

        Raises:
            ActivityError: There is none.
        """
        if self.token is None:
            raise ActivityError(
                f"there is no token for {self.host}", "set GITHUB_TOKEN, or log in with `gh auth login`"
            )
        return self.token


def access(environment: Mapping[str, str] = os.environ) -> Access:
    """Where GitHub is and whose token there is: GITHUB_TOKEN, GH_TOKEN, else what `gh` knows.

    Raises:
        ActivityError: An address or a token that cannot be one.
    """
    api = _address(environment, "GITHUB_API_URL", API)
    graphql = _address(environment, "GITHUB_GRAPHQL_URL", _graphql(api))
    host = _host(api)
    for name in _TOKENS:
        if token := environment.get(name, "").strip():
            return Access(api, graphql, host, _checked(token, name))
    if token := _token_of_gh(host, environment):
        return Access(api, graphql, host, _checked(token, "gh"))
    return Access(api, graphql, host, None)


def repository(
    option: str | None,
    community: str | None,
    origin: str | None,
    environment: Mapping[str, str] = os.environ,
) -> str | None:
    """Whose activity is meant, as `owner/name`: the first that is said of option, environment, community and origin.

    Raises:
        ActivityError: It cannot be the name of a repository.
    """
    said = (
        ("--repository", option),
        ("GITHUB_REPOSITORY", environment.get("GITHUB_REPOSITORY")),
        ("[community].repository", community),
        ("the remote origin", origin),
    )
    for source, name in said:
        if name and name.strip():
            return _named(source, name.strip())
    return None


def _named(source: str, name: str) -> str:
    if not _is_repository(name):
        raise ActivityError(f"{source} says {name!r}, which is not a repository", "write it as owner/name")
    return name


def _address(environment: Mapping[str, str], name: str, default: str) -> str:
    address = environment.get(name, "").strip().rstrip("/") or default
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ActivityError(f"{name} is not an address", f"github.com's is {API}")
    if parts.username is not None:
        raise ActivityError(f"{name} holds a password", "set GITHUB_TOKEN instead")
    # A token must not be readable on its way.
    if parts.scheme == "http" and not _LOOPBACK(host):
        raise ActivityError(f"{name} would send the token in the clear to {host}", "use https")
    return address


def _graphql(api: str) -> str:
    """Where GraphQL is asked, beside the REST of github.com or of a server of one's own."""
    return f"{api.removesuffix('/v3')}/graphql"


def _host(api: str) -> str:
    host = urlsplit(api).netloc.lower()
    return "github.com" if host == "api.github.com" else host


def _checked(token: str, source: str) -> str:
    # What it holds is not told, for it may be most of a token.
    if not _is_token(token):
        raise ActivityError(f"the token from {source} holds a character that no token has")
    return token


def _token_of_gh(host: str, environment: Mapping[str, str]) -> str:
    """What `gh` knows for this host; empty where it is not there, or nobody is logged in."""
    gh = shutil.which("gh", path=environment.get("PATH"))
    # Windows looks into the current folder first, and what lies there may be anyone's.
    if gh is None or not Path(gh).is_absolute():
        return ""
    try:
        done = subprocess.run(  # noqa: S603
            [gh, "auth", "token", "--hostname", host],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=dict(environment),
            timeout=_GH_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
