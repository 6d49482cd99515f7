"""Whatever the files hold, check says something about it, at a place that exists, and never fails."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commtui.checks.diagnostic import Diagnostic
from commtui.model.kinds import BY_NAME, KINDS
from commtui.model.record import Table
from commtui.model.references import table_at
from commtui.model.traits import is_list
from commtui.model.words import printable
from tests.checks.plan import findings
from tests.trying import times

KINDS_OF_KEY = sorted({*BY_NAME, *(field for model in KINDS for field in model.model_fields)})
TEXTS = st.sampled_from(
    [
        "",
        "ada",
        "grace",
        "a",
        "2026-Q1",
        "2026",
        "now",
        "active",
        "moved",
        "../x",
        "{login}",
        "{{x}}",
        "\x1b[31m",
        "‮",
        "é",
    ]
)
SCALARS = (
    TEXTS
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.booleans()
    | st.dates(min_value=date(1, 1, 1))
    | st.datetimes(min_value=datetime(1, 1, 1))
    | st.times()
)
KEYS = st.sampled_from(KINDS_OF_KEY) | st.sampled_from(["", "[key]", "\x1b", "id", "a.b"])
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FILES = st.dictionaries(KEYS, DATA, max_size=4)


IDS = st.sampled_from(["ada", "grace", "a", "b", "c"])
LIKELY = {
    "quarter": st.sampled_from(["2026-Q1", "2026-Q3", "9999-Q4", "0001-Q1"]),
    "period": st.sampled_from(["2026-H1", "2026-02", "9999"]),
    "when": st.sampled_from(["2026", "v2.0", "now", "2025-Q4"]),
    "timezone": st.sampled_from(["UTC", "Africa/Nairobi", "../x", "America"]),
    "first_issue": st.sampled_from(["{login}", "{user}", "{{login}}"]),
    "repository": st.just("openmrs/openmrs-core"),
    "repositories": st.just(["openmrs/openmrs-core"]),
    "metric": st.sampled_from(["retention", "commits", "ada"]),
    "github": st.sampled_from(["ada", "-ada"]),
}


def likely(name: str, annotation: Any) -> st.SearchStrategy[Any]:
    """Values that a field of this name and type is likely to take."""
    if name in LIKELY:
        return LIKELY[name]
    choices = [each for each in get_args(annotation) if each is not type(None)]
    if get_origin(annotation) is Literal:
        return st.sampled_from(choices)
    if get_origin(annotation) is tuple:
        return st.lists(likely(name, choices[0]), min_size=1, max_size=3)
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return likely(name, choices[0])
    if get_origin(annotation) is dict:
        return st.dictionaries(IDS, IDS, max_size=2)
    by_type = {bool: st.booleans(), date: st.dates(date(2020, 1, 1), date(2027, 1, 1)), int: st.integers(0, 1)}
    return by_type.get(annotation, IDS)


@st.composite
def records(draw: st.DrawFn, model: type[Table]) -> dict[str, Any]:
    """A table with keys of its kind, nearly right."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if not field.is_required() and draw(st.booleans()):
            continue
        inner = table_at(model, (name,))
        if draw(st.integers(0, 30)) == 17:
            found[name] = draw(DATA)
        elif inner is None:
            found[name] = draw(likely(name, field.annotation))
        else:
            found[name] = draw(st.lists(records(inner), max_size=3) if is_list(field) else records(inner))
    return found


@st.composite
def communities(draw: st.DrawFn) -> dict[str, Any]:
    """A file with tables that are nearly right."""
    kinds = {"ladder", "person", "standing"} | draw(st.sets(st.sampled_from(sorted(BY_NAME))))
    single = {kind for kind in kinds if BY_NAME[kind].about.single}
    found: dict[str, Any] = {kind: draw(st.lists(records(BY_NAME[kind]), max_size=4)) for kind in kinds - single}
    return found | {kind: draw(records(BY_NAME[kind])) for kind in single}


def assert_sane(found: list[Diagnostic], texts: dict[str, str]) -> None:
    for each in found:
        assert printable(each.message) == each.message
        assert each.message
        assert printable(each.hint) == each.hint
        lines = texts[each.file.removeprefix("community/")].split("\n")
        assert 1 <= each.line <= each.end_line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
        assert (each.line, each.column) <= (each.end_line, each.end_column)
        assert each.end_column <= len(lines[each.end_line - 1]) + 1


def check_data(*files: dict[str, Any]) -> list[Diagnostic]:
    texts = {f"{number}.toml": tomli_w.dumps(data) for number, data in enumerate(files)}
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Path(folder), texts)
    assert_sane(found, texts)
    return found


@given(FILES, FILES)
@settings(max_examples=times(15, 1_000), suppress_health_check=list(HealthCheck))
def test_any_data_gives_diagnostics(first: dict[str, Any], second: dict[str, Any]) -> None:
    check_data(first, second)


@given(communities(), communities())
@settings(max_examples=times(15, 1_000), suppress_health_check=list(HealthCheck))
def test_any_tables_with_known_keys_give_diagnostics(first: dict[str, Any], second: dict[str, Any]) -> None:
    check_data(first, second)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("[]{}=\"'\n\r.#,\\ada1"), max_size=40))
@settings(max_examples=times(60, 2_000))
def test_any_text_gives_diagnostics(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Path(folder), {"0.toml": text.encode()})
    assert_sane(found, {"0.toml": text.removeprefix("\ufeff")})


PIECES = [
    *(b"", b"\n", b"\xff", b"\xef\xbb\xbf", b"\x00", b"a", b"a =", b"[", b"[[goal]]", b"a = 1\r\n[", b"\r"),
    *(b"\xff\xfea\x00", b"a = 'x\n\n\n", b"\n" * 3 + b"[[person]]\nid = ", "id = 'é".encode()[:-1]),
]


@pytest.mark.parametrize("content", PIECES)
def test_a_broken_file_is_told_at_a_place_that_it_has(content: bytes, tmp_path: Path) -> None:
    for each in findings(tmp_path, {"0.toml": content}):
        assert printable(each.message) == each.message
        lines = content.decode("latin-1").split("\n")
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= each.end_column <= len(lines[each.line - 1]) + 1


def test_very_many_faults_of_every_sort_are_cut_short(tmp_path: Path) -> None:
    text = "".join(
        f'[[item]]\nid = "a{n}"\ntitle = "b"\nstatus = "idea"\ndepends_on = ["a{n}", "b{n}"]\n' for n in range(3000)
    )
    people = "".join(f'[[person]]\nid = "a"\nname = "b"\nx{n} = {time()}\n' for n in range(3000))
    found = findings(tmp_path, {"items.toml": text, "people.toml": people})
    more = [each.rule for each in found if each.message == "At least 2,000 more like this in this file"]
    assert sorted(more) == ["cycle", "unknown-key", "unknown-reference"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("owners = [" + "1," * 150_000 + "]", '"owners" should hold at most 100,000 values'),
        ("owners = [" + '"a",' * 150_000 + "]", '"owners" should hold at most 100,000 values'),
        ("tags = [" + "[1]," * 80_000 + "]", '"tags" should hold at most 100,000 values'),
        ("\n".join(f"a{n} = 1" for n in range(110_000)), "This goal should hold at most 100,000 values"),
    ],
    ids=["numbers", "unknown names", "lists", "unknown keys"],
)
def test_a_record_of_very_many_values_has_one_fault(values: str, message: str, tmp_path: Path) -> None:
    goal = '[[goal]]\nid = "reports"\nquarter = "2026-Q3"\ntitle = "Reports"\nstatus = "active"\n'
    found = findings(tmp_path, f'[community]\nname = "OpenMRS"\n\n{goal}{values}\n')
    assert [(each.rule, each.message) for each in found] == [("invalid-value", message)]
