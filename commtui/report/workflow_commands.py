"""Workflow commands, by which a step speaks to GitHub's runner; needs nothing but the standard library."""

from __future__ import annotations

from collections.abc import Mapping

from commtui.model.words import printable

# What would be a command, in the middle of a line too, is kept from being one.
_BREAK = "\u200b"


def command(name: str, message: str, properties: Mapping[str, str | int] | None = None) -> str:
    """A command such as `::error file=a.toml,line=3::Too long`, on one line, with its texts escaped."""
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in (properties or {}).items())
    return f"::{name}{f' {listed}' if listed else ''}::{_data(message)}"


def plain(text: str) -> str:
    """Text for the log in which the runner finds no commands; its lines stay."""
    return "\n".join(map(_plain_line, printable(text, keep="\n\t").split("\n")))


def _plain_line(line: str) -> str:
    # The old form of commands counts wherever it stands in a line.
    line = line.replace("##[", f"##{_BREAK}[")
    return line.replace("::", f":{_BREAK}:", 1) if line.lstrip().startswith("::") else line


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
