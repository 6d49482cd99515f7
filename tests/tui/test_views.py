"""The table of views: what it says is true, and nothing else has to be told."""

from __future__ import annotations

import subprocess
import sys
from pkgutil import iter_modules

import pytest

from commtui import demo
from commtui.model.kinds import BY_NAME
from commtui.model.person import Person
from commtui.tui import views
from commtui.tui.views import VIEW_IDS, VIEW_OF_KIND, VIEWS, ViewSpec
from commtui.tui.views.base import MasterDetail, View
from commtui.tui.widgets.line_view import LineView
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


@pytest.mark.parametrize("hook", ["rows", "write", "teach", "key_for", "first"])
def test_a_view_that_forgets_what_every_view_must_say_cannot_be_made(hook: str) -> None:
    hooks = {"rows": None, "write": None, "teach": None, "key_for": None, "first": Person}
    whole = type("Whole", (MasterDetail,), hooks)
    assert whole(VIEWS[-1]).spec.title == "People"
    forgetful = type("Forgetful", (MasterDetail,), {name: each for name, each in hooks.items() if name != hook})
    with pytest.raises(TypeError, match=hook):
        forgetful(VIEWS[-1])


@pytest.mark.parametrize("hook", ["show", "place", "restore", "reveal", "take_focus"])
def test_a_view_that_is_no_list_must_say_how_it_is_shown_and_left(hook: str) -> None:
    assert hook in View.__abstractmethods__


def test_a_pane_that_forgets_how_many_lines_it_has_cannot_be_made() -> None:
    forgetful = type("Forgetful", (LineView,), {"line_at": None, "cursor_lines": None})
    with pytest.raises(TypeError, match="line_count"):
        forgetful()
