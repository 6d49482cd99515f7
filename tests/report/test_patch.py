"""The diff of an edit, byte by byte; that git takes it is shown where the command is."""

from __future__ import annotations

from pathlib import Path

from commtui.report.patch import render
from commtui.report.style import Style
from commtui.store.edits import FileChange

ADA = '[[person]]\nid = "ada"\nname = "Ada"\n'


def change(old: str | None, new: str | None, name: str = "community/people/ada.toml") -> FileChange:
    return FileChange(name, Path("/plan") / name, old, new)


def rendered(*changes: FileChange, style: Style | None = None, harmless: bool = False) -> str:
    return render(changes, style or Style(), harmless=harmless)


def test_a_line_that_changes_stands_between_those_around_it() -> None:
    assert rendered(change(ADA, ADA.replace("Ada", "Ada Lovelace"))) == (
        "--- a/community/people/ada.toml\n+++ b/community/people/ada.toml\n@@ -1,3 +1,3 @@\n"
        ' [[person]]\n id = "ada"\n-name = "Ada"\n+name = "Ada Lovelace"'
    )


def test_a_file_that_comes_and_one_that_goes_have_nothing_on_the_other_side() -> None:
    lines = rendered(change(None, 'a = "1"\n'), change('b = "2"\n', None, "community/b.toml")).splitlines()
    assert lines == [
        *("--- /dev/null", "+++ b/community/people/ada.toml", "@@ -0,0 +1 @@", '+a = "1"'),
        *("--- a/community/b.toml", "+++ /dev/null", "@@ -1 +0,0 @@", '-b = "2"'),
    ]


def test_a_missing_line_end_at_the_end_is_told_on_the_side_that_misses_it() -> None:
    missing = "\\ No newline at end of file"
    assert rendered(change("a = 1", "a = 2")).splitlines()[3:] == ["-a = 1", missing, "+a = 2", missing]
    assert rendered(change("a = 1", "a = 2\n")).splitlines()[3:] == ["-a = 1", missing, "+a = 2"]


def test_line_ends_are_kept_and_others_than_those_of_toml_are_none() -> None:
    assert rendered(change("a = 1\r\nb = 1\r\n", "a = 1\r\nb = 2\r\n")).split("\n")[3:] == [
        " a = 1\r",
        "-b = 1\r",
        "+b = 2\r",
    ]
    assert rendered(change("# a\u2028b\x85c\na = 1\n", "# a\u2028b\x85c\na = 2\n")).split("\n")[3] == " # a\u2028b\x85c"


def test_a_terminal_gets_colors_and_nothing_that_it_would_obey() -> None:
    shown = rendered(change("# \x9b2J\na = 1\n", "# \x9b2J\na = 2\n"), style=Style(color=True), harmless=True)
    assert "\x9b" not in shown
    assert "\x1b[31m-a = 1\x1b[0m\n\x1b[32m+a = 2\x1b[0m" in shown
    assert shown.startswith("\x1b[1m--- a/community/people/ada.toml\x1b[0m")


def test_a_program_gets_the_text_as_it_is_even_where_color_is_forced() -> None:
    shown = rendered(change("# \x9b2J\na = 1\n", "# \x9b2J\na = 2\n"), style=Style(color=True))
    assert " # \x9b2J\n" in shown
    assert "\x1b" not in shown


def test_nothing_has_no_diff() -> None:
    assert rendered() == ""
