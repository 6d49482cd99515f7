"""Text from files is data: no markup, no action, no escape sequence, whatever it holds and wherever it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from commtui.tui.text import clean, clean_lines, cut, fit, width, wrap
from tests.trying import cases
from tests.tui.driving import LARGE, SMALL, app_of, opened, press, screen_text, until

ACTION = "[@click=app.quit]x[/]"
BAD_MARKUP = "[/nope] [b] [link=http://e.x]L[/link] a[/b]c \\[ [red"
WIDE = "漢字かな交じり文 👩‍👩‍👧‍👦 שלום مرحبا e\u0301"
LONG = "long " * 20_000
WORD = "w" * 30_000
ESCAPES = "\x1b]0;title\x07\x1b[2J\x9b31m\u202edesrever\u2066\x00"
MARKUP = f"{ACTION} {BAD_MARKUP}"
SCRIPTS = f"{WIDE} {WORD} {LONG}"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def toml(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text, ensure_ascii=True).replace("\x7f", "\\u007f")


def community_of(folder: Path, text: str) -> Path:
    """A community in which every field that may hold text holds this one."""
    each = toml(text)
    one = toml(text[:200])
    place = folder / "community"
    place.mkdir()
    (place / "plan.toml").write_text(
        f"""
[community]
name = {one}
tagline = {each}
mission = {each}
links = {{ {one} = {each} }}
[[focus_area]]
id = "area"
title = {one}
description = {each}
not_responsible_for = [{each}]
[[channel]]
id = "c"
name = {each}
kind = "primary"
[[recognition_kind]]
id = "k"
title = {one}
[[person]]
id = "p"
name = {each}
region = {each}
pronouns = {one}
timezone = {one}
github = {one}
contact_for = [{each}]
affiliation = [{{ organization = {each} }}]
[[ladder]]
id = "l"
title = {each}
summary = {each}
[[ladder.rung]]
id = "r"
title = {each}
summary = {each}
scope = {one}
responsibilities = [{each}]
privileges = [{each}]
requirement = [{{ text = {each}, kind = "checklist", any_of = {one} }}]
nomination = {{ by = ["self"], decision = {each}, url = {each} }}
inactivity = [{{ months = 3, counts = [{each}], consequence = "notify" }}]
[[standing]]
person = "p"
ladder = "l"
rung = "r"
scope = {one}
since = 2012-01-01
[[item]]
id = "i"
title = {each}
status = "active"
when = "2013-Q2"
summary = {each}
scope = {each}
tags = [{each}]
links = [{each}]
owners = ["p", {one}]
depends_on = [{one}]
[[goal]]
id = "g"
quarter = "2013-Q2"
title = {each}
status = "active"
focus_area = "area"
owners = ["p", {one}]
why = {each}
outcome = {each}
[[goal.key_result]]
title = {each}
metric = {one}
at_least = 3
[[goal]]
id = "h"
quarter = "2013-Q2"
title = {each}
status = "planned"
focus_area = {one}
[[recognition]]
person = "p"
kinds = [{one}, "k", "doc"]
date = 2013-05-01
reason = {each}
award = {each}
given_by = {one}
[[measurement]]
metric = {one}
period = "2013-Q1"
value = 3
unit = {one}
sample = 3
source = {one}
computed_on = 2013-04-01
definition = {each}
""",
        encoding="utf-8",
    )
    return place


@pytest.mark.parametrize(
    ("size", "text"),
    cases([(SMALL, MARKUP), (LARGE, SCRIPTS)], [(LARGE, MARKUP), (SMALL, SCRIPTS)]),
    ids=lambda each: each[:10] if isinstance(each, str) else each[0],
)
async def test_every_view_shows_hostile_text_as_text(tmp_path: Path, text: str, size: tuple[int, int]) -> None:
    async with opened(community_of(tmp_path, text), size) as pilot:
        state = app_of(pilot).state
        assert state is not None
        assert not state.snapshot.rejected
        for number in range(1, 8):
            for keys in ((str(number),), ("enter", "pagedown")):
                _is_harmless(await press(pilot, *keys), size)
        _is_harmless(await press(pilot, "exclamation_mark"), size)
        _is_harmless(await press(pilot, "escape", "colon"), size)
        await pilot.click(offset=(size[0] // 3, size[1] // 2))
        await pilot.pause()
        assert pilot.app.is_running


async def test_escape_sequences_in_broken_files_names_and_values_never_reach_the_terminal(tmp_path: Path) -> None:
    place = tmp_path / "community"
    place.mkdir()
    escaped = toml(ESCAPES)
    (place / "record.toml").write_text(f"[[person]]\nid = {escaped}\nname = {escaped}\n{escaped} = 1\n")
    (place / "kind.toml").write_text(f"[[{escaped}]]\nid = {escaped}\n")
    (place / "syntax.toml").write_text(f"a = {ESCAPES}\n", encoding="utf-8")
    (place / "n\x1b[31mame\u202e.toml").write_text("a = ", encoding="utf-8")
    (place / "value.toml").write_text(
        f'[[item]]\nid = "i"\ntitle = "T"\nstatus = {escaped}\nwhen = {escaped}\nowners = [{escaped}]\n'
    )
    async with opened(place, LARGE) as pilot:
        assert app_of(pilot).state is not None
        for key in ("1", "exclamation_mark", "j", "j", "j", "enter", "E", "escape", "escape", "2", "7", "colon"):
            _is_harmless(await press(pilot, key), LARGE)
        assert pilot.app.is_running


async def test_a_filter_for_markup_finds_it(tmp_path: Path) -> None:
    async with opened(community_of(tmp_path, ACTION)) as pilot:
        await press(pilot, "7", "slash", *"[@click")
        await until(pilot, lambda: "1 of 1" in screen_text(pilot))
        assert pilot.app.is_running


def _is_harmless(text: str, size: tuple[int, int]) -> None:
    assert CONTROLS.search(text.replace("\n", "")) is None
    assert all(width(line) <= size[0] for line in text.splitlines())


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    assert clean("\x1b[31mred\x07") == "␛[31mred␇"
    assert CONTROLS.search(clean(ESCAPES)) is None
    assert clean("a\udcffb") == "a\ufffdb"
    assert clean("two\nlines\tand a tab") == "two lines and a tab"


def test_lines_are_kept_where_lines_are_wanted() -> None:
    assert clean_lines("one\r\ntwo\x1b\nthree") == ["one", "two␛", "three"]


def test_emoji_and_scripts_are_left_as_they_are() -> None:
    assert clean(WIDE) == WIDE


@pytest.mark.parametrize("text", ["", "short", "漢字かな交じり文", "👩‍👩‍👧‍👦 family", "e\u0301 accent", "x" * 50])
def test_text_is_fitted_to_cells(text: str) -> None:
    for cells in (1, 2, 5, 12, 40):
        assert width(fit(text, cells, "..")) == cells
        assert width(cut(text, cells, "..")) <= cells
        assert all(width(line) <= max(cells, 2) for line in wrap(text, cells))
