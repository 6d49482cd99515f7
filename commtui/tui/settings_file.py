"""The user's settings file: read with every fault told, and changed byte by byte where the app remembers a choice."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from commtui.tui.settings import ABOUT, KEYMAP, Given, Layer, Problem, refusal

if TYPE_CHECKING:
    from commtui.toml import Document, KeyPath

VARIABLE = "COMMTUI_CONFIG"
NAME = "settings.toml"


class NotRememberedError(Exception):
    """A choice that cannot be written to the file; says why."""


class SettingsFile(NamedTuple):
    """What was read: the settings, the keymap as it is written there with its lines, and what is wrong."""

    path: Path
    layer: Layer
    keymap: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


def place(environment: Mapping[str, str]) -> Path:
    """Where the user's settings stand, whether or not the file is there."""
    if named := environment.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("commtui") / NAME


def read(path: Path) -> SettingsFile:
    """The settings of a file; one that is not there sets nothing. Never raises for what stands in it."""
    nothing = SettingsFile(path, {}, {}, {})
    if not os.path.lexists(path):
        return nothing
    from commtui.store import files
    from commtui.toml import Document, TomlError

    name = shown(path)
    try:
        # Settings are often links into a folder of dotfiles.
        document = Document.parse(files.read(path.resolve()).text)
    except files.UnreadableError as error:
        problem = Problem(name, error.line, "", error.reason, error.hint)
    except (TomlError, OSError, RuntimeError) as error:
        line = error.line if isinstance(error, TomlError) else 0
        problem = Problem(name, line, "", str(error))
    else:
        return _checked(path, name, document)
    return SettingsFile(path, {}, {}, {}, (problem,))


def remember(path: Path, name: str, value: str) -> None:
    """Write one setting into the file, and nothing else of it; makes the file where there is none.

    Raises:
        NotRememberedError: It cannot be written, or is not TOML now; it is as it was.
    """
    from commtui.store import files
    from commtui.store.errors import SaveError
    from commtui.store.save import ChangedError, Write, write_all
    from commtui.toml import Document, EditRefusedError, TomlError, set_value

    try:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        old = files.read(path) if os.path.lexists(path) else None
        document = Document.parse(old.text if old is not None else "")
        text = set_value(document, (name,), value).text
        if old is not None and text == old.text:
            return
        raw = old.encode(text) if old is not None else text.encode()
        before = old.encode(old.text) if old is not None else None
        write_all([Write(path, path.name, old.stamp if old is not None else None, before, raw)], path.parent)
    except ChangedError:
        raise NotRememberedError("it was changed by something else just now") from None
    except SaveError as error:
        raise NotRememberedError(error.reason) from None
    except TomlError as error:
        raise NotRememberedError(f"line {error.line} is not TOML: {error.reason}") from None
    except (files.UnreadableError, EditRefusedError) as error:
        raise NotRememberedError(str(error)) from None
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise NotRememberedError(reason or str(error)) from None


def shown(path: Path) -> str:
    """The path as people read it, with `~` for the home folder."""
    home = Path("~").expanduser() if os.environ.get("HOME") else None
    return f"~/{path.relative_to(home).as_posix()}" if home is not None and path.is_relative_to(home) else str(path)


def _checked(path: Path, name: str, document: Document) -> SettingsFile:
    layer: dict[str, Given] = {}
    problems: list[Problem] = []

    def line(keys: KeyPath) -> int:
        return document.positions.key(keys).line

    for key, value in document.data.items():
        if key == KEYMAP:
            continue
        wrong = refusal(key, value) if key in ABOUT else _unknown(key, value)
        if wrong is None:
            layer[key] = Given(value, name)
        else:
            problems.append(Problem(name, line((key,)), key, *wrong))
    keymap = document.data.get(KEYMAP, {})
    if not isinstance(keymap, dict):
        hint = 'write [keymap], and below it "edit" = "x"'
        problems.append(Problem(name, line((KEYMAP,)), KEYMAP, "should be a table", hint))
        keymap = {}
    flat = dict(_flat(keymap, (KEYMAP,)))
    lines = {".".join(map(str, keys[1:])): line(keys) for keys in flat}
    keys = {".".join(map(str, keys[1:])): value for keys, value in flat.items()}
    return SettingsFile(path, layer, keys, lines, tuple(problems))


def _flat(table: Mapping[str, Any], above: KeyPath) -> list[tuple[KeyPath, Any]]:
    """The values of a table and of those in it: an id with dots means the same with and without quotes."""
    found: list[tuple[KeyPath, Any]] = []
    for key, value in table.items():
        inner = (*above, key)
        found += _flat(value, inner) if isinstance(value, dict) and value else [(inner, value)]
    return found


def _unknown(key: str, value: object) -> tuple[str, str]:
    from commtui.checks.nearest import Nearest
    from commtui.tui.actions import BY_ID

    if key in BY_ID:
        return "is an action, not a setting", "put it below [keymap]"
    known = [*ABOUT, KEYMAP]
    return "is no setting", Nearest().hint(key, "setting", known, f"known: {', '.join(known)}")
