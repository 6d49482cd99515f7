"""What holds for every TOML text that a person may write."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import tomli
import tomlrt
from hypothesis import given, settings
from hypothesis import strategies as st

from commtui.toml import Document, KeyPath, Span, TomlError, set_value
from commtui.toml.same import same
from tests.toml.edits import deleted
from tests.toml.fuzzing import some_edit, some_text
from tests.toml.judging import judge
from tests.toml.written import SCALARS, TEXTS, containers, leaves
from tests.trying import times

EXAMPLES = settings(max_examples=times(20, 1_000))
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("ab\n\r\"'\\ #\t"), max_size=8),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=5).filter(str.isprintable), max_size=3),
    st.dictionaries(st.text(max_size=3).filter(str.isprintable), st.integers(0, 9), max_size=2),
)


def value_of(text: str) -> Any:
    return tomli.loads(f"value = {text}")["value"]


def at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def assert_is_placed(text: str, span: Span) -> None:
    before, until = text[: span.start], text[: span.end]
    assert (span.line, span.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (span.end_line, span.end_column) == (until.count("\n") + 1, len(until) - until.rfind("\n"))


@EXAMPLES
@given(TEXTS)
def test_the_span_of_every_value_parses_to_that_value(text: str) -> None:
    document = Document.parse(text)
    for path, value in leaves(document.data):
        span = document.positions.value(path)
        assert_is_placed(text, span)
        assert same(value_of(text[span.start : span.end]), value), path


@EXAMPLES
@given(TEXTS)
def test_the_span_of_every_key_parses_to_that_key(text: str) -> None:
    document = Document.parse(text)
    for path, _ in leaves(document.data) + containers(document.data)[1:]:
        span = document.positions.key(path)
        assert_is_placed(text, span)
        if isinstance(path[-1], str):
            assert tomli.loads(f"{text[span.start : span.end]} = 1") == {path[-1]: 1}


@EXAMPLES
@given(TEXTS)
def test_the_header_of_every_record_names_it(text: str) -> None:
    document = Document.parse(text)
    for path, _ in containers(document.data):
        place = document.positions.find(path)
        assert place is not None
        if place.header is None:
            continue
        names = tuple(part for part in path if isinstance(part, str))
        header: Any = tomli.loads(text[slice(*place.header)])
        for name in names:
            header = header[name] if isinstance(header, dict) else header[0][name]
        span = document.positions.header((*path, "nothing of this name"))
        assert (span.start, span.end) == place.header or isinstance(at(document.data, path), list)


@EXAMPLES
@given(TEXTS)
def test_another_parser_reads_the_same_data(text: str) -> None:
    # What a line end in a string is, TOML leaves to the parser; ours reads a line feed.
    other = tomlrt.loads(text.replace("\r\n", "\n"))
    assert same(Document.parse(text).data, other.to_dict())


@EXAMPLES
@given(TEXTS, VALUES, st.data())
def test_setting_a_value_changes_just_that_value(text: str, value: Any, pick: st.DataObject) -> None:
    document = Document.parse(text)
    found = leaves(document.data)
    if not found:
        return
    path = pick.draw(st.sampled_from(found))[0]
    edited = set_value(document, path, value)
    expected = copy.deepcopy(document.data)
    at(expected, path[:-1])[path[-1]] = value
    assert same(edited.data, expected)
    assert same(tomli.loads(edited.text), expected)
    span = document.positions.value(path)
    assert edited.text.startswith(text[: span.start])
    assert edited.text.endswith(text[span.end :])
    assert set_value(edited, path, value) is edited


@EXAMPLES
@given(TEXTS, VALUES, st.data())
def test_adding_a_key_changes_no_byte_that_was_there(text: str, value: Any, pick: st.DataObject) -> None:
    document = Document.parse(text)
    tables = [path for path, data in containers(document.data) if isinstance(data, dict)]
    path = (*pick.draw(st.sampled_from(tables)), "brand.new")
    edited = set_value(document, path, value)
    expected = copy.deepcopy(document.data)
    at(expected, path[:-1])[path[-1]] = value
    assert same(edited.data, expected)
    pairs = zip(text, edited.text, strict=False)
    start = next((index for index, (old, new) in enumerate(pairs) if old != new), len(text))
    assert edited.text.endswith(text[start:])
    if "\r\n" in text:
        assert edited.text.count("\n") == edited.text.count("\r\n")


@EXAMPLES
@given(TEXTS, st.data())
def test_deleting_a_key_leaves_every_other_line(text: str, pick: st.DataObject) -> None:
    document = Document.parse(text)
    found = leaves(document.data)
    if not found:
        return
    path = pick.draw(st.sampled_from(found))[0]
    span = document.positions.value(path)
    edited = deleted(document, path)
    expected = copy.deepcopy(document.data)
    del at(expected, path[:-1])[path[-1]]
    assert same(edited.data, expected)
    start, end = text.rfind("\n", 0, document.positions.key(path).start) + 1, text.find("\n", span.end) + 1
    assert edited.text.startswith(text[:start].rstrip("\r\n"))
    assert edited.text.endswith(text[end:] if end else "")


@settings(max_examples=times(40, 5_000))
@given(st.integers(0, 2**32))
def test_any_edit_of_any_file_does_what_it_should_and_no_more(seed: int) -> None:
    dice = Random(seed)
    raw = some_text(dice)
    edit = some_edit(dice, Document.parse(raw.removeprefix("\ufeff")).data)
    assert judge(raw, edit) == "right", edit


@settings(max_examples=times(200, 5_000))
@given(st.text(st.sampled_from("ab10.=[]{}\"'\\#,\n\r\t _-:TZ\0é\ud800"), max_size=40))
def test_any_text_ends_in_data_or_in_an_error_with_a_place(text: str) -> None:
    assert_reads_or_says_where(text)


@EXAMPLES
@given(TEXTS, st.data())
def test_a_broken_text_ends_in_an_error_with_a_place(text: str, pick: st.DataObject) -> None:
    start = pick.draw(st.integers(0, len(text)))
    end = pick.draw(st.integers(start, min(start + 5, len(text))))
    piece = pick.draw(st.sampled_from((*SCALARS, *'[]{}"=.,#\n\\', "'''", '"""', "[[a]]\n")))
    assert_reads_or_says_where(text[:start] + piece + text[end:])


def assert_reads_or_says_where(text: str) -> None:
    read = document_or_error(text)
    if isinstance(read, TomlError):
        lines = text.split("\n")
        assert 1 <= read.line <= len(lines)
        assert 1 <= read.column <= len(lines[read.line - 1]) + 1
        assert read.reason
        assert "(at " not in read.reason
        return
    for path, value in leaves(read.data):
        span = read.positions.value(path)
        assert same(value_of(text[span.start : span.end]), value)


def document_or_error(text: str) -> Document | TomlError:
    try:
        return Document.parse(text)
    except TomlError as error:
        return error
