"""Records as text: which columns are chosen, and how they fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commtui import demo
from commtui.model.goal import Goal
from commtui.model.kinds import BY_NAME
from commtui.model.words import width
from commtui.report.records import markdown, text
from commtui.report.records.columns import columns
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

Read = Callable[[dict[str, str]], Snapshot]
LONG = "A title that is very much longer than any terminal is wide, as titles sometimes are, alas"


def listed(snapshot: Snapshot, kind: str, style: Style) -> list[str]:
    return text.render(Selection(snapshot, {kind: snapshot.of(BY_NAME[kind])}), style).splitlines()


@pytest.fixture
def goals(community: Read) -> Snapshot:
    return community({"goals.toml": f'[[goal]]\nid = "g"\nquarter = "2013-Q2"\ntitle = "{LONG}"\nstatus = "active"\n'})


def test_in_a_terminal_long_words_are_cut_to_fit(goals: Snapshot) -> None:
    lines = listed(goals, "goal", Style(columns=60))
    assert max(map(width, lines)) <= 60
    assert lines[-1].endswith("…")


def test_in_a_pipe_nothing_is_cut(goals: Snapshot) -> None:
    assert listed(goals, "goal", Style())[-1].endswith(LONG)


def test_required_short_fields_are_always_columns_and_others_where_there_is_room() -> None:
    snapshot = load(at(demo.path()))
    entries = snapshot.of(Goal)
    narrow = [each.head for each in columns("goal", entries, 60, str)]
    wide = [each.head for each in columns("goal", entries, 300, str)]
    assert narrow == ["Id", "Quarter", "Status", "Title"]
    assert {"Focus area", "Owners"} <= set(wide)
    assert wide[-1] == "Title"


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_kind_has_a_list_whose_columns_are_aligned(kind: str) -> None:
    snapshot = load(at(demo.path()))
    entries = snapshot.of(BY_NAME[kind])
    if BY_NAME[kind].about.single:
        assert bool(listed(snapshot, kind, Style())) == bool(entries)
        return
    lines = listed(snapshot, kind, Style())
    assert len(lines) == len(entries) + 2
    heads = [each.head for each in columns(kind, entries, 100, str)]
    second = lines[1].index(f"  {heads[1]}")
    assert {line[second : second + 2] for line in lines[2:] if line.isascii()} == {"  "}


def test_every_record_of_the_demo_can_be_shown_in_full() -> None:
    snapshot = load(at(demo.path()))
    for kind, entries in snapshot.entries.items():
        for entry in entries:
            shown = text.render(Selection(snapshot, {kind: (entry,)}, single=True), Style())
            assert entry.where in shown
            assert all(
                (field.title or name) in shown
                for name, field in type(entry.record).model_fields.items()
                if name in entry.data
            )


def test_a_rung_is_named_by_its_title(community: Read) -> None:
    snapshot = community(
        {
            "careers.toml": '[[ladder]]\nid = "code"\ntitle = "C"\n[[ladder.rung]]\nid = "rev"\ntitle = "Reviewer"\n',
            "people.toml": '[[standing]]\nperson = "ada"\nladder = "code"\nrung = "rev"\n',
        }
    )
    shown = text.render(Selection(snapshot, {"standing": snapshot.of(BY_NAME["standing"])}, single=True), Style())
    assert "rev (Reviewer)" in shown
    assert "ada (unknown)" in shown


def test_a_tab_in_markdown_is_shown_as_spaces(community: Read) -> None:
    snapshot = community({"a.toml": '[community]\nname = "OpenMRS"\nmission = "- Write code\\n-\\tSave lives"\n'})
    everything = Selection(snapshot, {"community": snapshot.entries["community"]})
    assert "-       Save lives" in text.render(everything, Style())
    assert "-       Save lives" in markdown.render(everything, Style())


def test_hostile_text_cannot_reach_the_terminal(community: Read) -> None:
    # What the model refuses never becomes a record; a key of `links` and a file's name come close.
    snapshot = community({"a\x1bb.toml": '[community]\nname = "x"\nlinks = { "a\u200e" = "b" }\n'})
    everything = Selection.everything(snapshot)
    assert "\x1b" not in text.render(everything, Style()) + markdown.render(everything, Style())


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("@ada", "@\u200bada"),
        ("fixes #12, GH-12", "fixes \\#\u200b12, GH\u200b-12"),
        ("C# is fine", "C\\# is fine"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
        ("&lt;", "&amp;lt;"),
        ("a|b", "a\\|b"),
        ("[text](javascript:x)", "\\[text\\](javascript:x)"),
        ("![pixel](http://x)", "!\\[pixel\\](http\u200b://x)"),
        ("`code` **bold** __u__ ~~s~~ $m$", "\\`code\\` \\*\\*bold\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\$m\\$"),
        ("see _www.x.org, HTTPS://x.org", "see \\_www\u200b.x.org, HTTPS\u200b://x.org"),
        ("one\n# two\r\n- three", "one<br>\\# two<br>- three"),
        ("back\\slash", "back\\\\slash"),
        ("\x1b[2J", "\\\\u001b\\[2J"),
        ("---", "\\---"),
        (" - a - b", "\\- a - b"),
        ("+", "\\+"),
        ("1. a 2. b", "1\\. a 2. b"),
        ("12) a", "12\\) a"),
        ("-5 to +7.5 in 1.5.2", "-5 to +7.5 in 1.5.2"),
    ],
)
def test_markdown_shows_text_as_it_is(hostile: str, safe: str) -> None:
    assert markdown.escape(hostile) == safe


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("see https://x.org/a_b_c/#~d*e, or not", "see <https://x.org/a_b_c/#~d*e>, or not"),
        ("(https://x.org/Ada_(name)?a=1&b=2).", "(<https://x.org/Ada_(name)?a=1&b=2>)."),
        ("**https://x.org/a**", "\\*\\*<https://x.org/a>\\*\\*"),
        ("https://x.org/a|b&lt;c<d>`", "<https://x.org/a>\\|b&amp;lt;c&lt;d&gt;\\`"),
        ("https://x.org/&lt;b&gt;", "<https://x.org/>&amp;lt;b&amp;gt;"),
        ("HTTP://x.org\nhttps://@ada", "<HTTP://x.org><br>https\u200b://@\u200bada"),
        ("https:// www.a_b.org ftp://x", "https\u200b:// www\u200b.a\\_b.org ftp\u200b://x"),
    ],
)
def test_an_address_stays_one_where_it_may(hostile: str, safe: str) -> None:
    assert markdown.escape(hostile, addresses=True) == safe


def test_the_address_of_a_record_stays_one(community: Read) -> None:
    snapshot = community({"a.toml": '[community]\nname = "Garden"\nlinks = { chat = "https://example.org/a_b" }\n'})
    assert "<https://example.org/a_b>" in markdown.render(Selection.everything(snapshot), Style())
