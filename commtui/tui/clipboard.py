"""The clipboard of this machine, for terminals that do not fill it by themselves, and the browser that opens links."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

_SECONDS = 3.0
# They draw in the terminal, where the app is.
_IN_TERMINAL = frozenset({"browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the screen is another machine's than the one the app runs on."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def copier(environment: Mapping[str, str]) -> list[str] | None:
    """The command that puts its input on the clipboard of this machine's screen; None where there is none."""
    if is_remote(environment):
        return None
    wanted: list[list[str]] = []
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        wanted.append(["pbcopy"])
    if environment.get("WAYLAND_DISPLAY"):
        wanted.append(["wl-copy"])
    if environment.get("DISPLAY"):
        wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return _first_there(wanted, environment)


def browser(environment: Mapping[str, str], address: str, platform: str = sys.platform) -> list[str] | None:
    """The command that opens an address in a browser with a window of its own; None where there is none."""
    own = _own_browser(environment.get("BROWSER", ""), address)
    if own is not None:
        # What the user named may well know the way to another machine's screen.
        return _first_there([own], environment)
    if is_remote(environment):
        return None
    if platform == "darwin":
        return _first_there([["open", address]], environment)
    if environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY") or environment.get("WSL_DISTRO_NAME"):
        return _first_there([["xdg-open", address], ["wslview", address]], environment)
    return None


def run(command: Sequence[str], given: str = "") -> bool:
    """Run a command that must neither write on the screen nor read keys; whether it did what it should.

    One that goes on for long, as a browser may, is left to itself.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a tool of the machine, or the user's own browser
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        process.communicate(given.encode("utf-8", "replace"), timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
    return process.returncode == 0


def _own_browser(wanted: str, address: str) -> list[str] | None:
    for each in wanted.split(os.pathsep):
        try:
            words = shlex.split(each)
        except ValueError:
            continue
        if words and os.path.basename(words[0]) not in _IN_TERMINAL:  # noqa: PTH119
            return [word.replace("%s", address) for word in words] if "%s" in each else [*words, address]
    return None


def _first_there(commands: Sequence[list[str]], environment: Mapping[str, str]) -> list[str] | None:
    path = environment.get("PATH")
    return next((each for each in commands if shutil.which(each[0], path=path)), None)
