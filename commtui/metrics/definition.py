"""The definitions of the metrics: one SQL file each, whose header says what the number means.

The file is read without a database, so that whoever only wants to show how a metric is read pays next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from commtui.metrics.errors import MetricError

Direction = Literal["up", "down"]
Level = Literal["community", "person"]

SHIPPED = Path(__file__).parent / "definitions"
# What an engine gives to the definitions of each level.
PARAMETERS: Mapping[Level, frozenset[str]] = {
    "community": frozenset({"period_start", "period_end", "previous_start", "earlier_start", "now", "promise_days"}),
    "person": frozenset({"person", "since", "until", "scope", "now", "promise_days"}),
}
_DIRECTIONS: Mapping[str, Direction | None] = {"up": "up", "down": "down", "none": None}
_LEVELS: Mapping[str, Level] = {"community": "community", "person": "person"}
_ALL = "SELECT * FROM cases"
_PER_PERSON = "SELECT person, count(*) AS cases FROM cases GROUP BY person"
_LATEST_OF_PEOPLE = """SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY person ORDER BY happened_at DESC NULLS LAST, case_id) AS placed
    FROM cases
    WHERE list_contains($people, person)
) AS latest
WHERE placed <= $most
ORDER BY person, placed"""
MOST_CHARACTERS = 100_000

_is_id = re.compile(r"[a-z][a-z0-9_]*").fullmatch
_header = re.compile(r"--\s?([a-z]+):\s*(.*)").fullmatch
_continued = re.compile(r"--\s{2,}(\S.*)").fullmatch
_part = re.compile(r"--\s*(cases|value)\s*").fullmatch
# Strings and comments name no parameters and no tables; a quoted name holds neither strings nor comments.
_SILENT = r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/"
_QUOTED = r'"(?:[^"]|"")*"'
_silent = re.compile(rf"({_QUOTED})|{_SILENT}", re.DOTALL)
_word = re.compile(rf"{_QUOTED}|{_SILENT}|\$([A-Za-z_]\w*)", re.DOTALL)


class Definition(NamedTuple):
    """One metric: what it means, and the SQL that counts it.

    `direction` is None where neither more nor less is better; `chaoss` is the name at CHAOSS and `source` the address
    there, empty where it has none; `counted` says of what the sample is, and `amount` what the number of a case stands
    for, where the unit does not tell; `own` that a community wrote it. `cases` and `value` are two SELECTs, the second
    over the first; `sql` is both as one statement, line by line as in the file, and `evidence` is all of the cases.
    """

    id: str
    title: str
    unit: str
    direction: Direction | None
    chaoss: str
    source: str
    reading: str
    grain: str
    counted: str
    amount: str
    starter: bool
    level: Level
    cases: str
    value: str
    sql: str
    evidence: str
    parameters: frozenset[str]
    case_parameters: frozenset[str]
    path: Path
    own: bool = False

    @property
    def words(self) -> str:
        """What the SQL says but for strings and comments."""
        return _silent.sub(lambda found: found[1] or " ", f"{self.cases}\n{self.value}")

    @property
    def per_person(self) -> str:
        """A statement that counts the cases of each person: `person`, `cases`."""
        return self.evidence.removesuffix(_ALL) + _PER_PERSON

    @property
    def latest_of_people(self) -> str:
        """A statement that gives the cases of `$people`, of each the `$most` latest."""
        return self.evidence.removesuffix(_ALL) + _LATEST_OF_PEOPLE


@dataclass(frozen=True, slots=True)
class OwnDefinitions:
    """The metrics of a community by their ids, and what is wrong with the others."""

    found: Mapping[str, Definition]
    errors: tuple[MetricError, ...]


@cache
def definitions(level: Level = "community") -> Mapping[str, Definition]:
    """The metrics that come with commtui, by their ids: those of a community, or those of one person."""
    folder = SHIPPED if level == "community" else SHIPPED / "person"
    found = [parse(path.read_text("utf-8"), path) for path in sorted(folder.glob("*.sql"))]
    return {each.id: each for each in found}


def own_definitions(folder: Path, base: Path | None = None) -> OwnDefinitions:
    """The metrics that a community defines in a folder of its own; none where there is no such folder.

    Their paths are told as seen from `base`, for what is wrong with one may be published. Whoever runs them must know
    who wrote them: those of a pull request are a stranger's.
    """
    found: dict[str, Definition] = {}
    errors: list[MetricError] = []
    try:
        paths = sorted(each for each in folder.iterdir() if each.suffix == ".sql" and not each.name.startswith("."))
    except OSError:
        return OwnDefinitions({}, ())
    for path in paths:
        try:
            found[path.stem] = _read_own(path, base or Path())
        except MetricError as error:
            errors.append(error)
    return OwnDefinitions(found, tuple(errors))


def _read_own(place: Path, base: Path) -> Definition:
    path = place.relative_to(base) if place.is_relative_to(base) else place
    try:
        with place.open(encoding="utf-8", newline=None) as file:
            text = file.read(MOST_CHARACTERS + 1)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8"
        raise MetricError(f"the metric cannot be read: {why}", path) from error
    if len(text) > MOST_CHARACTERS:
        raise MetricError(f"the metric has more than {MOST_CHARACTERS:,} characters", path)
    if path.stem in definitions() or path.stem in definitions("person"):
        raise MetricError(f'"{path.stem}" is a metric of commtui\'s own', path, hint="give the file another name")
    return parse(text, path, own=True)


def parse(text: str, path: Path, *, own: bool = False) -> Definition:
    """The definition that a file holds.

    Raises:
        MetricError: It is none.
    """
    lines = text.splitlines()
    starts = _starts(lines, path)
    header = _read_header(lines[: starts["cases"]], path)
    cases = lines[starts["cases"] + 1 : starts["value"]]
    value = lines[starts["value"] + 1 :]
    # As many lines as the file has, and none empty before the first word: so the database's errors name the file's.
    header_lines = [line if line.strip() else "--" for line in lines[: starts["cases"]]]
    before = [*header_lines, "WITH cases AS (", *cases, ")"]
    sql = "\n".join([*before, *value])
    evidence = "\n".join([*before, _ALL])
    level = _level(header, path)
    id_ = header.get("id", (path.stem, 1))
    if id_[0] != path.stem or not _is_id(id_[0]):
        raise MetricError("the id must be the file's name, in lower case", path, id_[1])
    return Definition(
        id=id_[0],
        title=header.get("title", (path.stem.replace("_", " ").capitalize(), 1))[0],
        unit=_wanted(header, "unit", path),
        direction=_direction(header, path),
        chaoss=_text(header, "chaoss"),
        source=_text(header, "source"),
        reading=_wanted(header, "reading", path),
        grain=_text(header, "grain"),
        counted=_text(header, "sample"),
        amount=_text(header, "amount"),
        starter=_text(header, "starter") == "yes",
        level=level,
        cases="\n".join(cases).strip(),
        value="\n".join(value).strip(),
        sql=sql,
        evidence=evidence,
        parameters=_parameters(sql, level, path),
        case_parameters=_parameters(evidence, level, path),
        path=path,
        own=own,
    )


Header = Mapping[str, tuple[str, int]]


def _starts(lines: list[str], path: Path) -> dict[str, int]:
    """The lines, from 0, that say where the cases and the value begin."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        if match := _part(line):
            if match[1] in found or (match[1] == "value") != ("cases" in found):
                raise MetricError('"-- cases" comes once, and then "-- value" once', path, number + 1)
            found[match[1]] = number
    if "value" not in found:
        missing = "value" if "cases" in found else "cases"
        hint = 'a SELECT follows "-- cases", and one over them "-- value"'
        raise MetricError(f'there is no line "-- {missing}"', path, max(1, len(lines)), hint)
    return found


def _read_header(lines: list[str], path: Path) -> Header:
    """What the lines say, with the number of each line."""
    found: dict[str, tuple[str, int]] = {}
    last = ""
    for number, line in enumerate(lines, 1):
        if more := _continued(line):
            if not last:
                raise MetricError("a line of the header goes on where nothing began", path, number)
            text, at = found[last]
            found[last] = (f"{text} {more[1].rstrip()}", at)
        elif match := _header(line.rstrip()):
            last = match[1]
            found[last] = (match[2], number)
        elif line.strip() and not line.startswith("--"):
            raise MetricError('only a header of "-- key: value" stands above "-- cases"', path, number)
    return found


def _text(header: Header, key: str) -> str:
    return header.get(key, ("", 1))[0]


def _wanted(header: Header, key: str, path: Path) -> str:
    text = _text(header, key)
    if not text:
        raise MetricError(f'the header has no "{key}"', path, header.get(key, ("", 1))[1])
    return text


def _direction(header: Header, path: Path) -> Direction | None:
    text, line = header.get("direction", ("none", 1))
    if text not in _DIRECTIONS:
        raise MetricError("the direction is up, down or none", path, line)
    return _DIRECTIONS[text]


def _level(header: Header, path: Path) -> Level:
    text, line = header.get("level", ("community", 1))
    if text not in _LEVELS:
        raise MetricError("the level is community or person", path, line)
    return _LEVELS[text]


def _parameters(sql: str, level: Level, path: Path) -> frozenset[str]:
    """The names of the parameters that the SQL uses."""
    found: set[str] = set()
    for match in _word.finditer(sql):
        if match[1] is None:
            continue
        if match[1] not in PARAMETERS[level]:
            known = ", ".join(f"${each}" for each in sorted(PARAMETERS[level]))
            line = sql.count("\n", 0, match.start()) + 1
            raise MetricError(f"${match[1]} is no parameter", path, line, f"there are {known}")
        found.add(match[1])
    return frozenset(found)
