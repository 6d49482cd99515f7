"""A community that has hardly begun: what to write, and in which file it is read."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import LARGE, main_of, opened, press, screen_text, write

COMMUNITY = '[community]\nname = "New"\n'
VIEWS = {"roadmap": "2", "goals": "3", "careers": "4", "recognition": "5", "metrics": "6", "people": "7"}


PLACES = {
    "roadmap": "community/roadmap.toml",
    "goals": "community/goals/2013-Q2/<id>.toml",
    "careers": "community/careers/<id>.toml",
    "recognition": "community/recognition/2013/2013-05-20-<person>-<letters>.toml",
    "metrics": "community/metrics/2013-Q1.toml",
    "people": "community/people/<id>.toml",
}


async def test_an_empty_view_names_the_file_of_the_kind(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=COMMUNITY), LARGE) as pilot:
        for view, place in PLACES.items():
            text = await press(pilot, VIEWS[view])
            assert main_of(pilot).view_name == view
            assert f"  {place}" in text
            assert "[[" in text


async def test_an_empty_view_names_the_single_file_where_it_is_there(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=COMMUNITY, goals="# ours\n"), LARGE) as pilot:
        text = await press(pilot, "3")
        assert "  community/goals.toml" in text
        assert 'quarter = "2013-Q2"' in text


async def test_in_a_community_of_one_file_all_is_written_there(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text(COMMUNITY)
    async with opened(tmp_path, LARGE) as pilot:
        for view, key in VIEWS.items():
            text = await press(pilot, key)
            assert main_of(pilot).view_name == view
            assert "  community.toml  " in text


async def test_a_new_community_is_told_its_next_steps(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=COMMUNITY), LARGE) as pilot:
        text = screen_text(pilot)
        assert "All is well" not in text
        assert "The first goal  in community/goals/2013-Q2/<id>.toml" in text
        assert "commtui demo" in text
        await press(pilot, "j", "enter")
        assert main_of(pilot).view_name == "goals"
        back = await press(pilot, "escape")
        assert "▌ ○ The first goal" in back
        assert "n opens a form for it · enter shows what to write" in back


async def test_a_community_with_people_goals_and_a_roadmap_needs_no_steps(tmp_path: Path) -> None:
    plan = '[[person]]\nid = "ada"\nname = "Ada"\n[[item]]\nid = "a"\ntitle = "A"\nstatus = "idea"\n'
    plan += '[[goal]]\nid = "g"\nquarter = "2013-Q2"\ntitle = "G"\nstatus = "active"\nowners = ["ada"]\n'
    async with opened(write(tmp_path, community=COMMUNITY + plan)) as pilot:
        assert "Next steps" not in screen_text(pilot)
        assert "All is well" in screen_text(pilot)
