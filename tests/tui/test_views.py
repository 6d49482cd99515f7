"""The table of views: what it says is true, and nothing else has to be told."""

from __future__ import annotations

import subprocess
import sys
from pkgutil import iter_modules

import pytest

from commtui import demo
from commtui.model.kinds import BY_NAME
from commtui.tui import views
from commtui.tui.views import VIEW_IDS, VIEW_OF_KIND, VIEWS, ViewSpec
from tests.tui.driving import main_of, opened, press, screen_text


def test_every_module_of_views_is_in_the_table() -> None:
    modules = {each.name for each in iter_modules(views.__path__)} - {"base"}
    assert {each.place.partition(":")[0] for each in VIEWS} == modules


def test_there_is_a_number_key_for_each_view() -> None:
    assert len(VIEWS) < 10
    assert len(set(VIEW_IDS)) == len(VIEWS)


def test_a_kind_is_shown_by_one_view() -> None:
    kinds = [kind for each in VIEWS for kind in each.kinds]
    assert set(kinds) <= set(BY_NAME)
    assert len(kinds) == len(VIEW_OF_KIND)


@pytest.mark.parametrize("spec", VIEWS, ids=lambda spec: spec.id)
def test_each_view_can_be_made_of_its_spec(spec: ViewSpec) -> None:
    view = spec.make()
    assert view.spec is spec
    assert view.id == f"view-{spec.id}"


async def test_each_number_shows_its_view_under_its_title() -> None:
    async with opened(demo.path()) as pilot:
        for number, spec in enumerate(VIEWS, 1):
            text = await press(pilot, str(number))
            assert f"{number} {spec.title}" in text.splitlines()[1]
            assert main_of(pilot).view_name == spec.id


async def test_where_there_is_little_room_the_tabs_have_their_short_titles() -> None:
    async with opened(demo.path(), (70, 24)) as pilot:
        tabs = screen_text(pilot).splitlines()[1]
        assert all(each.short in tabs for each in VIEWS)
        assert not any(each.title in tabs for each in VIEWS if each.short)


def test_no_view_is_imported_with_the_app() -> None:
    script = "import sys, commtui.tui.app; print([m for m in sys.modules if m.startswith('commtui.tui.views.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
