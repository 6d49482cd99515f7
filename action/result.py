"""What check found, as the file that goes from the run of a pull request to the run that comments on it.

The run of a pull request from a fork can write anything into that file. So everything in it is checked before use.

    {
      "number": of the pull request, or null,
      "head_sha": the commit that was pushed,
      "check": as `commtui check --format json`,
      "changes": as `commtui diff --format json`, or null where the base is not known,
      "key_results": [{"goal", "title", "judged_by", "metric", "at_least", "at_most",
        "before": {"value", "share"} or null, "now": {"value", "share"}}]
    }
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeGuard

from action.fields import at, rows, table, text, whole
from action.key_results import MOST, Standing, Touched
from commtui.checks.diagnostic import SEVERITIES, Diagnostic, Severity
from commtui.model.words import one_line, shorten

MOST_BYTES = 8 * 1024 * 1024
_MOST_FINDINGS = 2_000
_MOST_SENTENCES = 200
_LONGEST_SENTENCE = 1_000
_LONGEST_TEXT = 300
is_sha = re.compile("[0-9a-f]{40}|[0-9a-f]{64}").fullmatch
_IS_RULE = re.compile("[a-z][a-z0-9-]{0,63}").fullmatch
_JUDGED_BY = ("metric", "score", "done", "")


class ResultError(Exception):
    """It is not what check writes, in one line."""


@dataclass(frozen=True, slots=True)
class Result:
    """The findings, the change in plain sentences, and the key results that it touches.

    `count` is how many findings there are of each severity, for the list may be cut; `sentences` is None where what
    changed is not known.
    """

    number: int | None
    head_sha: str
    findings: tuple[Diagnostic, ...]
    count: dict[Severity, int]
    files: int
    records: int
    sentences: tuple[str, ...] | None
    key_results: tuple[Touched, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Result:
        """What a file holds.

        Raises:
            ResultError: It is not what check writes.
        """
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            raise ResultError("it is no JSON") from None
        return cls._of(data)

    @classmethod
    def _of(cls, data: object) -> Result:
        number, sha = whole(data, "number"), text(data, "head_sha")
        files, records = whole(data, "check", "files"), whole(data, "check", "records")
        if (at(data, "number") is not None and not number) or (sha and not is_sha(sha)):
            raise ResultError("it does not say which pull request and commit it is about")
        if files is None or records is None or not isinstance(at(data, "check", "diagnostics"), list):
            raise ResultError("it holds no check")
        findings = tuple(map(_finding, rows(data, "check", "diagnostics")))
        known = at(data, "changes") is not None
        if known and not isinstance(at(data, "changes", "summary"), list):
            raise ResultError("it does not tell what changed")
        if not isinstance(at(data, "key_results"), list | None):
            raise ResultError("it holds no key results")
        sentences = tuple(_line(each, _LONGEST_SENTENCE) for each in rows(data, "changes", "summary")[:_MOST_SENTENCES])
        return cls(
            number,
            sha,
            tuple(ranked(findings)[:_MOST_FINDINGS]),
            {severity: sum(each.severity == severity for each in findings) for severity in SEVERITIES},
            files,
            records,
            sentences if known else None,
            tuple(map(_touched, rows(data, "key_results")[:MOST])),
        )


def written(
    number: int | None, head_sha: str, check: str, changes: str | None, key_results: Sequence[Touched]
) -> bytes:
    """The file, from the JSON texts of a check and of the changes."""
    data: dict[str, Any] = {
        "number": number,
        "head_sha": head_sha,
        "check": json.loads(check),
        "changes": json.loads(changes) if changes is not None else None,
        "key_results": [asdict(each) for each in key_results[:MOST]],
    }
    raw = _dumped(data)
    if len(raw) > MOST_BYTES and data["changes"] is not None:
        # The sentences say the same in less.
        data["changes"]["changes"] = []
        raw = _dumped(data)
    if len(raw) > MOST_BYTES:
        gravest = sorted(data["check"]["diagnostics"], key=lambda each: SEVERITIES.index(each["severity"]))
        data["check"]["diagnostics"] = gravest[:_MOST_FINDINGS]
        raw = _dumped(data)
    return raw


def ranked(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, the gravest first."""
    return sorted(findings, key=lambda each: (SEVERITIES.index(each.severity), each))


def _dumped(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _finding(data: object) -> Diagnostic:
    file, rule, severity = text(data, "file"), text(data, "rule"), text(data, "severity")
    line, column, end_line, end_column = (
        whole(data, name) or 0 for name in ("line", "column", "end_line", "end_column")
    )
    if not file or not _is_severity(severity) or not _IS_RULE(rule) or not min(line, column, end_line, end_column):
        raise ResultError("one of its findings is none")
    file, message, hint = (_line(each, _LONGEST_TEXT) for each in (file, text(data, "message"), text(data, "hint")))
    return Diagnostic(file, line, column, end_line, end_column, severity, rule, message, hint)


def _is_severity(text: str) -> TypeGuard[Severity]:
    return text in SEVERITIES


def _touched(data: object) -> Touched:
    judged_by = text(data, "judged_by")
    if judged_by not in _JUDGED_BY or not text(data, "title") or not table(data, "now"):
        raise ResultError("one of its key results is none")
    goal, title, metric = (_line(text(data, name), _LONGEST_TEXT) for name in ("goal", "title", "metric"))
    before = _standing(at(data, "before")) if at(data, "before") is not None else None
    at_least, at_most = _number(at(data, "at_least")), _number(at(data, "at_most"))
    return Touched(goal, title, judged_by, metric, at_least, at_most, before, _standing(at(data, "now")))


def _standing(data: object) -> Standing:
    return Standing(_number(at(data, "value")), _number(at(data, "share")))


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ResultError("one of its numbers is none")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise ResultError("one of its numbers is not finite")
    return found


def _line(value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise ResultError("one of its texts is none")
    return shorten(one_line(value), longest)
