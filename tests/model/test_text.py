"""What text, Markdown, ids and repositories may hold."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, TypeAdapter, ValidationError

from commtui.model.text import Id, Markdown, Repository, Text
from commtui.model.words import printable

STRICT = ConfigDict(strict=True)
TEXT: TypeAdapter[str] = TypeAdapter(Text, config=STRICT)
MARKDOWN: TypeAdapter[str] = TypeAdapter(Markdown, config=STRICT)
ID: TypeAdapter[str] = TypeAdapter(Id, config=STRICT)
REPOSITORY: TypeAdapter[str] = TypeAdapter(Repository, config=STRICT)

CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
LINES = [0x2028, 0x2029]


def why(adapter: TypeAdapter[str], value: Any) -> str | None:
    """The type of the first fault, or None where the value is accepted unchanged."""
    try:
        assert adapter.validate_python(value) == value
    except ValidationError as error:
        return error.errors()[0]["type"]
    return None


@pytest.mark.parametrize("code", CONTROLS + BIDI + LINES, ids="U+{:04X}".format)
def test_text_refuses_every_control_and_bidi_character_and_every_line_end(code: int) -> None:
    assert why(TEXT, f"Ada{chr(code)}Lovelace") in {"text_control", "text_lines"}
    assert why(TEXT, chr(code)) is not None


@pytest.mark.parametrize("code", [code for code in CONTROLS + BIDI if chr(code) not in "\n\t"], ids="U+{:04X}".format)
def test_markdown_refuses_all_of_them_but_newline_and_tab(code: int) -> None:
    assert why(MARKDOWN, f"Ada{chr(code)}Lovelace") == "text_control"


def test_markdown_may_span_lines_and_hold_tabs() -> None:
    assert why(MARKDOWN, "One\n\ttwo\nthree") is None


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍💻 and 👩‍👧‍👦",
        "می‌خواهم",
        "नमस्ते",
        "العربية \u200f(right to left)\u200e",
        "e\u0301 decomposed",
        "non\u00a0breaking",
        "日本語",
        "[red]not markup[/red] %s ::error::",
        " ",
        "x" * 100_000,
    ],
    ids=["emoji", "Persian", "Hindi", "marks", "NFD", "nbsp", "Japanese", "markup", "blank", "long"],
)
def test_text_keeps_what_people_write(text: str) -> None:
    assert why(TEXT, text) is None
    assert why(MARKDOWN, text) is None


@pytest.mark.parametrize("adapter", [TEXT, MARKDOWN], ids=["text", "Markdown"])
def test_text_is_not_empty_and_is_text(adapter: TypeAdapter[str]) -> None:
    assert why(adapter, "") == "text_empty"
    others: list[Any] = [1, 1.5, True, None, [], {}, b"bytes"]
    for value in others:
        assert why(adapter, value) == "string_type"


def test_the_refusal_names_the_character() -> None:
    with pytest.raises(ValidationError, match=r"U\+202E"):
        TEXT.validate_python("moc.elpmaxe\u202e")


@given(st.characters(categories=["Cc", "Cf", "Zl", "Zp"]))
def test_what_text_refuses_is_what_is_called_formatting_and_the_line_separators(character: str) -> None:
    refused = why(TEXT, f"a{character}") is not None
    assert refused == (printable(character) != character)


@pytest.mark.parametrize(
    "value",
    ["ada", "2013-Q1", "v1.10", "a_b", "łukasz.o-2_b", "さくら", "مریم", "नमिता", "Ж", "夏培肃", "٣", "x" * 64, "é"],
)
def test_ids_are_letters_and_digits_of_any_script(value: str) -> None:
    assert why(ID, value) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-a",
        ".a",
        "_a",
        "a b",
        "a/b",
        "a:b",
        "a\n",
        "a\u200cb",
        "a\u202eb",
        "a\x1b",
        "x" * 65,
        "😀",
        "\u0301a",
        "a#b",
    ],
    ids=repr,
)
def test_ids_refuse_everything_else(value: str) -> None:
    assert why(ID, value) == "id_format"


def test_an_id_is_in_normal_form() -> None:
    assert why(ID, unicodedata.normalize("NFD", "é")) == "id_nfc"
    assert why(ID, "e\u0301") == "id_nfc"


def test_an_id_is_text() -> None:
    assert why(ID, 2013) == "string_type"


@pytest.mark.parametrize("value", ["openmrs/openmrs-core", "a.b/c_d-1"])
def test_a_repository_is_owner_and_name(value: str) -> None:
    assert why(REPOSITORY, value) is None


@pytest.mark.parametrize(
    "value",
    ["", "openmrs", "/core", "openmrs/", "a/b/c", "https://github.com/a/b", "a /b", "a/b\n", "a/\u202eb"],
    ids=repr,
)
def test_a_repository_is_nothing_else(value: str) -> None:
    assert why(REPOSITORY, value) == "repository_format"
