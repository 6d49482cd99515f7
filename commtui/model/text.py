"""Strings that a plan may hold: free of control and bidi formatting characters.

Such characters reach the terminal through every widget that looks safe, so they are refused where data enters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from commtui.model.words import BIDI, CONTROLS, SEPARATORS

_ANYTHING_BUT_LINES = r"\u0000-\u0008\u000B-\u001F\u007F-\u009F"
_refused_in_text = re.compile(f"[{CONTROLS}{BIDI}{SEPARATORS}]").search
_refused_in_markdown = re.compile(f"[{_ANYTHING_BUT_LINES}{BIDI}]").search
_is_repository = re.compile(r"[^/\s:]+/[^/\s:]+").fullmatch
# Letters, digits and marks of any script; `\w` is all of these but the marks, and has `_` besides.
_ID_EXTRAS = frozenset("_-.")


# For schemas, by what an id cannot hold: `\p{L}` would say it better, but not every reader of schemas knows it.
_NOT_IN_ID = r"/:-@`{-\u00A9\u2000-\u206F"
_ID_PATTERN = rf"^[^\u0000-.{_NOT_IN_ID}\[-_][^\u0000-,{_NOT_IN_ID}\[-\^]*$"


class Checked:
    """Marks a text field with what must hold of it: a function that gives the text back or refuses it, and a schema.

    It is worked out once for all fields of its kind: what pydantic has for this, asks anew for each of them.
    """

    def __init__(self, check: Callable[[str], str], **schema: str | int) -> None:
        self._schema: JsonSchemaValue = {"type": "string", **schema}
        self._core = core_schema.no_info_after_validator_function(check, core_schema.str_schema())

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return self._core.copy()

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self._schema.copy()


class MarkdownText:
    """Marks a text field that may be rendered as Markdown and may span lines."""


# One shared check in Python, for pydantic would compile a pattern for each field: a third of a second in all.
def _text(value: str) -> str:
    if not value:
        raise PydanticCustomError("text_empty", "should not be empty")
    if found := _refused_in_text(value):
        raise _refusal(found[0])
    return value


def _markdown(value: str) -> str:
    if not value:
        raise PydanticCustomError("text_empty", "should not be empty")
    if found := _refused_in_markdown(value):
        raise _refusal(found[0])
    return value


def _refusal(character: str) -> PydanticCustomError:
    if character in "\n\t\u2028\u2029":
        return PydanticCustomError("text_lines", "should be one line, without tabs")
    return PydanticCustomError(
        "text_control",
        "should not hold the control or formatting character {code}",
        {"code": f"U+{ord(character):04X}"},
    )


def _id(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError(
            "id_format",
            "should be letters, digits, '-', '_' or '.', begin with a letter or digit, and be at most 64 long",
        )
    if not unicodedata.is_normalized("NFC", value):
        raise PydanticCustomError("id_nfc", "should be in Unicode normalization form NFC")
    return value


def _repository(value: str) -> str:
    if not _is_repository(value) or _refused_in_text(value):
        raise PydanticCustomError("repository_format", "should be owner/name, without the rest of the address")
    return value


def is_id(value: str) -> bool:
    """Whether the text has the form of an id (its normalization apart)."""
    if not 0 < len(value) <= 64 or not value[0].isalnum():
        return False
    return all(each.isalnum() or each in _ID_EXTRAS or unicodedata.category(each)[0] in "LNM" for each in value)


Text = Annotated[str, Checked(_text, pattern=f"^[^{CONTROLS}{BIDI}{SEPARATORS}]+$")]
Markdown = Annotated[str, Checked(_markdown, pattern=f"^[^{_ANYTHING_BUT_LINES}{BIDI}]+$"), MarkdownText()]
Id = Annotated[str, Checked(_id, pattern=_ID_PATTERN, maxLength=64)]
Repository = Annotated[str, Checked(_repository, pattern=r"^[^/\s:]+/[^/\s:]+$")]
