"""What the runner takes for a command is one, and nothing else is."""

from __future__ import annotations

import pytest

from commtui.report.workflow_commands import command, plain


def test_a_command_is_escaped_as_the_runner_unescapes_it() -> None:
    line = command("error", "100%\r\nsure: a,b", {"file": "a:b,c%.toml", "line": 3})

    assert line == "::error file=a%3Ab%2Cc%25.toml,line=3::100%25%0D%0Asure: a,b"


def test_a_command_without_properties_is_short() -> None:
    assert command("notice", "Hello") == "::notice::Hello"


@pytest.mark.parametrize(
    "text", ["::error::x", "  ::set-env name=A::b", "a ##[error]b", "one\n::add-mask::two", "\t::stop-commands::x"]
)
def test_plain_text_holds_no_command(text: str) -> None:
    for line in plain(text).split("\n"):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def test_plain_text_moves_no_cursor_and_ends_no_line() -> None:
    assert plain("a\r::error::b\x1b[2J\u2028c") == "a\\u000d::error::b\\u001b[2J\\u2028c"
