"""Write values and keys as TOML 1.0, in the style of the text that they join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import tomli
import tomli_w

from commtui.toml.same import same

MAX_ONE_LINE = 100
INDENT = "    "

_control = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_three_quotes = re.compile('"{3,}')


def plain(value: Any) -> Any:  # noqa: ANN401 - any value
    """The value as the parser would give it.

    Raises:
        ValueError: TOML cannot hold it.
    """
    if isinstance(value, Mapping):
        return {_plain_text(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        raise ValueError("An integer must fit in 64 bits")
    if type(value) in (bool, int, float, date, datetime, time):
        return value
    raise ValueError(f"TOML has no value for {type(value).__name__}")


def _plain_text(value: Any) -> str:  # noqa: ANN401 - any value
    if not isinstance(value, str):
        raise ValueError("A key must be text")
    if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
        raise ValueError("Text holds half a character (a lone surrogate)")
    return str(value)


def key_text(name: str) -> str:
    """A part of a key, quoted if it must be."""
    return tomli_w.dumps({name: 0})[: -len(" = 0\n")]


def value_text(value: Any, eol: str, *, old: str = "", inside: bool = False, indent: str = "") -> str:  # noqa: ANN401
    """A plain value as TOML, in the style of the `old` text that it replaces.

    `inside` an array or inline table it stays on one line; further lines are indented by `indent`.
    """
    forms = _strings(value, old, inside) if isinstance(value, str) else _others(value, old, inside, indent)
    written = (form.replace("\n", eol) for form in forms)
    return next(form for form in written if same(tomli.loads(f"value = {form}\n"), {"value": value}))


def _strings(value: str, old: str, inside: bool) -> Iterator[str]:
    """Ways to write text, the best first; not all of them give back every text."""
    escaped = one_line(value)
    lines = "\n" in value and not inside
    if old.startswith("'") and not _control.search(value) and (lines or "\n" not in value):
        yield from _literals(value, old, lines)
    if lines and "\r" not in value and not _is_escaped_line(old):
        if old.startswith('"""'):
            yield from _with_lines_kept(value, old.replace("\r\n", "\n"))
        yield _multi_line(map(_line_text, value.split("\n")), old)
        yield tomli_w.dumps({"value": value}, multiline_strings=True)[len("value = ") : -1]
    yield escaped


def _with_lines_kept(value: str, old: str) -> Iterator[str]:
    """A string over several lines in which the lines that stay at its top and bottom are written as they were."""
    raw = old[len('"""') : -len('"""')].removeprefix("\n").split("\n")
    try:
        before = [tomli.loads(f'line = """\n{line}"""')["line"] for line in raw]
    except tomli.TOMLDecodeError:
        # A line that goes on behind a backslash means nothing by itself.
        return
    after = value.split("\n")
    most = min(len(before), len(after))
    top = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - top
    bottom = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    middle = map(_line_text, after[top : len(after) - bottom])
    yield _multi_line([*raw[:top], *middle, *raw[len(raw) - bottom :]], old)


def _multi_line(lines: Iterable[str], old: str) -> str:
    opening = '"""' if old.startswith('"""') and not _opens_with_line_end(old) else '"""\n'
    text = "\n".join(lines)
    if text.endswith('"') and not text.endswith('\\"'):
        text = text[:-1] + '\\"'
    return f'{opening}{text}"""'


def _line_text(line: str) -> str:
    """A line of a string over several lines: quotes need no backslash there, unless there are three."""
    text = tomli_w.dumps({"line": line})[len('line = "') : -len('"\n')]
    return _three_quotes.sub(lambda found: found[0].replace('"', '\\"'), text.replace('\\"', '"'))


def _literals(value: str, old: str, lines: bool) -> Iterator[str]:
    if "'" not in value and not lines:
        yield f"'{value}'"
    if "'''" not in value and not value.endswith("'") and (lines or old.startswith("'''")):
        opening = "'''\n" if lines and (_opens_with_line_end(old) or not old.startswith("'''")) else "'''"
        yield f"{opening}{value}'''"


def _is_escaped_line(old: str) -> bool:
    return old.startswith('"') and not old.startswith('"""') and "\\n" in old


def _opens_with_line_end(old: str) -> bool:
    return old[3:5].startswith(("\n", "\r\n"))


def _others(value: Any, old: str, inside: bool, indent: str) -> Iterator[str]:  # noqa: ANN401 - any TOML
    line = one_line(value)
    spread = "\n" in old or len(line) > MAX_ONE_LINE
    if isinstance(value, list) and value and spread and not inside:
        yield "".join(["[\n", *(f"{indent}{INDENT}{one_line(each)},\n" for each in value), f"{indent}]"])
    yield line


def one_line(value: Any) -> str:  # noqa: ANN401 - any TOML
    """A plain value as TOML on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(one_line, value))}]"
    if isinstance(value, dict):
        pairs = (f"{key_text(key)} = {one_line(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    return tomli_w.dumps({"value": value})[len("value = ") : -1]
