"""Where only ASCII is asked for, nothing else is drawn: no long name, no panel brings a sign of its own."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import opened, press, write

LONG = "a name that is much longer than any line of the screen has room for " * 3
ADDRESS = "ftp://clinic.example/" + "very-long/" * 30
# What is opened in each view, and left again.
PANELS = {
    "1": ("question_mark", "colon", "T", "exclamation_mark", "M", "n"),
    "2": ("s", "d", "Y", "o"),
    "3": ("s", "d"),
    "4": ("d", "D"),
    "5": ("f", "s"),
    "6": ("i",),
    "7": ("t", "f", "d"),
}


async def test_long_names_leave_every_view_page_and_panel_ascii(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        community=f'[community]\nname = "{LONG}"\n[[channel]]\nid = "c"\nname = "{LONG}"\nkind = "primary"\n',
        roadmap=f'[[item]]\nid = "i"\ntitle = "{LONG}"\nstatus = "planned"\nowners = ["ada"]\nlinks = ["{ADDRESS}"]\n'
        '[[item]]\nid = "j"\ntitle = "J"\nstatus = "done"\n',
        goals=f'[[goal]]\nid = "g"\ntitle = "{LONG}"\nquarter = "2013-Q2"\nstatus = "active"\nowners = ["ada"]\n'
        f'[[goal.key_result]]\ntitle = "{LONG}"\nmetric = "commits"\nat_least = 4\n',
        careers=f'[[ladder]]\nid = "l"\ntitle = "{LONG}"\n[[ladder.rung]]\nid = "one"\ntitle = "{LONG}"\n'
        f'[[ladder.rung]]\nid = "two"\ntitle = "Two"\nminimum_holders = 2\n'
        f'[[ladder.rung.requirement]]\nkind = "judgement"\ntext = "{LONG}"\nany_of = "good"\n',
        people=f'[[person]]\nid = "ada"\nname = "{LONG}"\n[[standing]]\nperson = "ada"\nladder = "l"\nrung = "one"\n',
        recognitions=f'[[recognition]]\nperson = "ada"\nkinds = ["thanks"]\ndate = 2013-05-01\nreason = "{LONG}"\n',
        metrics='[[measurement]]\nmetric = "commits"\nperiod = "2013-Q1"\nvalue = 3\nunit = "commits"\nsample = 3\n'
        'source = "git"\ncomputed_on = 2013-04-01\n',
    )
    async with opened(folder, ascii_only=True) as pilot:
        for view, panels in PANELS.items():
            assert_ascii(await press(pilot, view), view)
            for panel in panels:
                assert_ascii(await press(pilot, panel), view, panel)
                while pilot.app.screen is not pilot.app.screen_stack[0]:
                    await press(pilot, "escape")
            assert_ascii(await press(pilot, "enter"), view, "enter")
        assert_ascii(await press(pilot, "2", "b"), "the board")


def assert_ascii(text: str, *keys: str) -> None:
    """Nothing but ASCII is on the screen."""
    assert text.isascii(), (keys, sorted({each for each in text if not each.isascii()}), text)
