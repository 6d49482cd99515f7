"""What the runner reads is what was meant, whatever is in it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from action.output import MOST_ANNOTATIONS, Output, fitted


def read_outputs(text: str) -> dict[str, str]:
    """The values as the runner reads them."""
    found = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if line:
            name, mark = line.split("<<")
            value: list[str] = []
            for each in lines:
                if each == mark:
                    break
                value.append(each)
            found[name] = "\n".join(value)
    return found


def test_an_output_cannot_end_before_its_end(tmp_path: Path) -> None:
    path = tmp_path / "outputs"
    wicked = "one\nEOF\nother<<EOF\nvalue\nEOF\n"

    Output(io.StringIO(), path).set({"changed": wicked, "errors": "0"})

    assert read_outputs(path.read_text()) == {"changed": wicked, "errors": "0"}


def test_no_two_outputs_have_the_same_mark(tmp_path: Path) -> None:
    path = tmp_path / "outputs"

    Output(io.StringIO(), path).set({"a": "1", "b": "2"})

    assert len(set(re.findall("<<(end-[0-9a-f]{32})", path.read_text()))) == 2


def test_without_files_all_is_told_in_the_log() -> None:
    log = io.StringIO()
    output = Output(log)

    output.set({"errors": "0"})
    output.summarize("## All well")

    assert log.getvalue() == "output errors: 0\n## All well\n\n"


def test_what_github_would_not_show_is_a_line_of_the_log() -> None:
    log = io.StringIO()
    output = Output(log)

    for number in range(12):
        output.tell("error", f"fault {number}")
    output.tell("warning", "beside")

    lines = log.getvalue().splitlines()
    assert sum(each.startswith("::error") for each in lines) == MOST_ANNOTATIONS
    assert "fault 11" in lines[11]
    assert lines[12].startswith("::warning")


def test_a_summary_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    path.write_text("# Before\n")

    Output(io.StringIO(), None, path).summarize("after\n")

    assert path.read_text() == "# Before\nafter\n"


def test_lines_are_cut_whole_and_counted_in_bytes() -> None:
    text = fitted(["é" * 100] * 100, 1_000)

    assert len(text.encode()) <= 1_000
    assert set(text.split("\n")[:-3]) == {"é" * 100}
    assert "The rest was cut" in text
