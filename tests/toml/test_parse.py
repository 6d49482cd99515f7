"""Any text ends in data, or in an error that says what is wrong and where."""

from __future__ import annotations

import subprocess
import sys

import pytest

from commtui.toml import Document, TomlError
from commtui.toml.limits import MAX_DEPTH, MAX_DIGITS, MAX_DOTS, MAX_KEYS

MANY = 100_000
DOTS = ".a" * MAX_DOTS
WITH_15 = ".a" * 15
SIXTEENTH = MAX_KEYS // 16

FAULTS = {
    "no quotes": ('[[person]]\nname = Ada\n', 2, 8, "Expected a value; text needs quotes"),
    "no value": ("[[goal]]\ntitle =   # later\n", 2, 11, "The value is missing"),
    "no equals": ('[[goal]]\ntitle "Docs"\n', 2, 7, "Expected = after the key"),
    "umlaut in a key": ('größe = 1\n', 1, 3, "A key with letters other than A to Z needs quotes"),
    "a second value": ('title = "Docs" "sprint"\n', 1, 16, "Expected the end of the line"),
    "not a statement": ("[[goal]]\n- docs\n = 1\n", 2, 3, "Expected = after the key"),
    "open string": ('\ntitle = "Docs\nid = "a"\n', 2, 14, "A string is not closed on its line"),
    "open literal": ("title = 'Docs\nid = 'a'\n", 1, 14, "A string is not closed on its line"),
    "open lines": ('a = 1\nwhy = """\nDocs\n', 4, 1, "A string is not closed; it begins on line 2"),
    "open array": (
        'id = "a"\ntags = [\n  "docs",\n  "web"\nid = 3\n',
        5,
        1,
        "The array is not closed, or a comma is missing; it begins on line 2",
    ),
    "open inline table": (
        "links = { web = 1 web2 = 2 }",
        1,
        19,
        "The inline table is not closed, or a comma is missing",
    ),
    "open header": ("[community\n", 1, 11, "Expected the end of the header"),
    "half open header": ("[[goal]\n", 1, 7, "Expected the end of the header"),
    "table twice": ("[welcome]\n\n[welcome]\n", 3, 1, "This table is already there; a [header] can stand only once"),
    "key twice": ('id = "a"\r\nid = [\r\n1,\r\n2]\r\n', 2, 1, "This key is already there"),
    "key twice inline": ("links = { web = 1, web = 2 }", 1, 27, "This key is already there in the inline table"),
    "dots into a table": (
        "[a.b]\n[a]\nb.c = 1\n",
        3,
        1,
        "This table is already there; it cannot be extended with dots",
    ),
    "array extended": (
        "goal = []\n[[goal]]\n",
        2,
        1,
        "An array or inline table cannot be extended after its closing bracket",
    ),
    "windows path": (
        r'path = "C:\path"',
        1,
        11,
        r"No such escape in a string; a backslash is written \\",
    ),
    "backslash at the end of a line": (
        'path = "C:\\\nid = 1',
        1,
        11,
        r"No such escape in a string; a backslash is written \\",
    ),
    "half an escape": (r'icon = "\u26"', 1, 9, "An escape needs its hexadecimal digits"),
    "surrogate": (r'icon = "\ud83c"', 1, 9, "An escape names no Unicode character"),
    "no such day": ("since = 2026-02-30", 1, 9, "No such date or time"),
    "control character": (
        'name = "Ada\x1b[31m"',
        1,
        12,
        "A control character is not allowed here; in a string write it as an escape",
    ),
    "columns in characters": ('name = "\U0001f389é" x', 1, 13, "Expected the end of the line"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_is_told_in_plain_words_at_its_place(name: str) -> None:
    text, line, column, reason = FAULTS[name]
    with pytest.raises(TomlError) as caught:
        Document.parse(text)
    error = caught.value
    assert (error.line, error.column, error.reason) == (line, column, reason)


HOSTILE = {
    "nested arrays": ("\na = " + "[" * MANY, 2, 5 + MAX_DEPTH, "Nested"),
    "closed nested arrays": ("\na = " + "[" * 300 + "]" * 300, 2, 5 + MAX_DEPTH, "Nested"),
    "nested inline tables": ("a=" + "{a=" * MANY, 1, 3 * MAX_DEPTH + 3, "Nested"),
    "nested by dots too": (f"[x]\na{DOTS}=" + f"{{a{DOTS}=" * 20 + "1" + "}" * 20, 2, 204, "Nested"),
    "dots in a key": ("a = 1\nb" + ".b" * MANY + " = 1", 2, 1, "A key has more than"),
    "dots with blanks": ("b" + " . b" * (MAX_DOTS + 1) + " = 1", 1, 1, "A key has more than"),
    "dots in a header": ("\n[[a" + DOTS + ".a]]", 2, 3, "A key has more than"),
    "dots in a quoted key": ("'a.'." * (MAX_DOTS + 1) + '"b" = 1', 1, 1, "A key has more than"),
    "dots in an inline key": ("a = [1.5, {b = 1, b" + DOTS + ".c = 1}]", 1, 19, "A key has more than"),
    "wide keys": ("".join(f"{i}" + ".a" * 990 + "=1\n" for i in range(500)), 1, 1, "A key has more than"),
    "keys": ("".join(f"{i}=1\n" for i in range(MAX_KEYS + 5)), MAX_KEYS + 1, 1, "A file cannot have more"),
    "inline keys": ("a={" + "".join(f"\n{i}{WITH_15}=1," for i in range(SIXTEENTH)) + "}", SIXTEENTH + 1, 1, "A file"),
    "digits": ("a = 1\nb = [0, 1" + "0" * MANY + "]", 2, 9, "A number has more than"),
    "more digits than Python reads": ("a = 1" + "0" * 5_000, 1, 5, "A number has more than"),
    "hexadecimal digits": ("a = 0x" + "f" * MANY, 1, 5, "A number has more than"),
    "a long fraction": ("a = 0." + "1" * MANY, 1, 5, "A number has more than"),
    "an open string": ('a = "' + "x" * MANY, 1, MANY + 6, "A string is not closed"),
    "open lines of quotes": ('a = """' + '""x' * MANY, 1, 3 * MANY + 8, "A string is not closed"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_text_is_refused_at_its_place(name: str) -> None:
    text, line, column, reason = HOSTILE[name]
    with pytest.raises(TomlError) as caught:
        Document.parse(text)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert error.reason.startswith(reason)


HARMLESS = {
    "dots in lines": 'why = """\nand so on ' + "." * 300 + '\n"""',
    "dots in literal lines": "why = '''\n" + "a.b." * 300 + "c = 1\n'''",
    "dots in a string": 'url = "' + "www." * 300 + '"',
    "dots in a comment": "# " + "a." * 300 + "b = 1\na = 1",
    "dots in floats": "shares = [" + "0.5, " * 300 + "]",
    "dots in strings in inline tables": 'a = [{b = "' + "." * 300 + '", c.d = 1}]',
    "dots in a quoted key": '"' + "www." * 300 + '" = 1',
    "as many dots as may be": f"a{DOTS} = 1\n[b{DOTS}]\nc{DOTS} = {{d{DOTS} = 1}}",
    "digits in a string": f'id = "{"7" * 5_000}"',
    "digits in a key": f"{'7' * 5_000} = 1",
    "as many digits as may be": f"id = {'7' * MAX_DIGITS}",
    "as deep as may be": "a = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
    "many lines": "# nothing\n" * MANY,
    "many values": "a = [" + "1," * MANY + "]",
}


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_text_that_only_looks_hostile_is_read(name: str) -> None:
    assert Document.parse(HARMLESS[name]) is not None


def test_reading_imports_neither_the_writer_nor_the_positions() -> None:
    code = (
        "import sys; from commtui.toml import Document; Document.parse('a = [1]');"
        "print([name for name in ('tomli_w', 'commtui.toml.positions', 'commtui.toml.edits') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
