"""Settings: who wins, what is said of faults, and what the app does with them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from commtui import demo
from commtui.model.tui import ViewName
from commtui.toml.parse import parse
from commtui.tui.settings import ABOUT, DEFAULTS, AppSettings
from commtui.tui.settings_file import NotRememberedError, place, read, remember
from commtui.tui.setup import Setup, of_community, setup_of
from commtui.tui.themes import COLORBLIND, DARK, LIGHT
from commtui.tui.views import VIEW_IDS
from tests.tui.driving import app_of, main_of, opened, press, screen_text, settled, until, write

WIDE = (240, 40)
DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
OURS = '# Mine.\ntheme   = "nord"  # for the evening\nmouse = false\r\n\n[keymap]\n"edit" = "x"\n'


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Setup]:
    """The setup of a settings file with this text, of variables and of options."""

    def setup(text: str = "", variables: dict[str, str] | None = None, **options: object) -> Setup:
        file = tmp_path / "settings.toml"
        file.write_text(text, encoding="utf-8", newline="")
        return setup_of({"COMMTUI_CONFIG": str(file)} | (variables or {}), options)

    return setup


def problems(setup: Setup) -> list[str]:
    """What is said of the faults, without the folder."""
    return [str(each).replace(f"{Path(each.place).parent}{os.sep}", "") for each in setup.problems]


def test_without_any_settings_the_defaults_hold(tmp_path: Path) -> None:
    setup = setup_of({"COMMTUI_CONFIG": str(tmp_path / "none.toml")}, {})
    assert (setup.settings, dict(setup.sources), setup.problems) == (AppSettings(), {}, ())
    assert setup.settings.theme == DARK.name


def test_the_nearest_wins_option_variable_community_file_default(given: Callable[..., Setup]) -> None:
    text = 'default_view = "people"'
    variables = {"COMMTUI_VIEW": "metrics"}
    community = of_community({"default_view": "goals"})

    def view(setup: Setup) -> str:
        return Setup(setup.options, setup.environment, setup.user, community).settings.default_view

    assert given(text).settings.default_view == "people"
    assert view(given(text)) == "goals"
    assert view(given(text, variables)) == "metrics"
    assert view(given(text, variables, default_view="careers")) == "careers"


def test_a_plan_can_ask_for_a_view_and_for_nothing_else() -> None:
    assert set(of_community({"default_view": "goals", "theme": "nord", "mouse": False, "keymap": {}})) == {
        "default_view"
    }
    assert get_args(ViewName) == VIEW_IDS


def test_every_fault_has_its_file_line_and_key_and_the_rest_holds(given: Callable[..., Setup]) -> None:
    setup = given(
        'them = "x"\ntheme = "nord"\ndefault_view = "goal"\nmouse = "false"\nascii = 1\nedit = "x"\nkeymap = 3\n'
    )
    assert problems(setup) == [
        'settings.toml:1: them is no setting; did you mean "theme"?',
        'settings.toml:3: default_view should be the name of a view, not "goal"; did you mean "goals"?',
        'settings.toml:4: mouse should be true or false, not "false"; without quotes: false',
        "settings.toml:5: ascii should be true or false, not 1",
        "settings.toml:6: edit is an action, not a setting; put it below [keymap]",
        'settings.toml:7: keymap should be a table; write [keymap], and below it "edit" = "x"',
    ]
    assert setup.settings == AppSettings(theme="nord")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'theme = "nord"\nmouse = \n', "settings.toml:2: "),
        (b'theme = "\xff"\n', "settings.toml:1: Not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_sets_nothing(raw: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(raw)
    setup = setup_of({"COMMTUI_CONFIG": str(file)}, {})
    assert setup.settings == AppSettings()
    assert [each.startswith(told) for each in problems(setup)] == [True]


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert setup_of({"COMMTUI_CONFIG": str(tmp_path)}, {}).problems


def test_variables_set_too_and_their_faults_are_told(given: Callable[..., Setup]) -> None:
    found = given("", {"COMMTUI_MOUSE": "off", "COMMTUI_ASCII": "maybe", "COMMTUI_VIEW": "", "COMMTUI_THEME": "nord"})
    assert found.settings == AppSettings(theme="nord", mouse=False)
    assert problems(found) == ['COMMTUI_ASCII: should be true or false, not "maybe"']
    assert given("", {"NO_COLOR": "1"}).settings.theme == "ansi-dark"
    assert given("", {"NO_COLOR": ""}).settings.theme == DARK.name
    assert given('theme = "dracula"', {"NO_COLOR": "1", "TEXTUAL_THEME": "nord"}).settings.theme == "nord"
    assert given("", {"TEXTUAL_THEME": "nord", "COMMTUI_THEME": "gruvbox"}).settings.theme == "gruvbox"


def test_the_file_is_in_the_users_folder_unless_a_variable_names_another(tmp_path: Path) -> None:
    assert place({}) == Path(os.environ["XDG_CONFIG_HOME"]) / "commtui" / "settings.toml"
    assert place({"COMMTUI_CONFIG": str(tmp_path / "x.toml")}) == tmp_path / "x.toml"


def test_a_choice_is_remembered_and_every_other_byte_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(OURS.encode())
    remember(file, "theme", "gruvbox")
    assert file.read_bytes() == OURS.replace('"nord"', '"gruvbox"').encode()
    remember(file, "default_view", "goals")
    assert read(file).layer["default_view"].value == "goals"
    assert read(file).keymap == {"edit": "x"}


def test_a_choice_makes_the_file_and_its_folder_and_follows_a_link_to_dotfiles(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    remember(file, "theme", "nord")
    assert file.read_text(encoding="utf-8") == 'theme = "nord"\n'
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    remember(link, "theme", "gruvbox")
    assert link.is_symlink()
    assert read(link).layer["theme"].value == "gruvbox"
    assert file.read_text(encoding="utf-8") == 'theme = "gruvbox"\n'


@pytest.mark.parametrize("text", ["theme = ", "[theme]\nx = 1\n[[theme.y]]\n"])
def test_a_file_in_which_a_choice_has_no_place_stays_as_it_is(text: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    try:
        remember(file, "theme", "nord")
    except NotRememberedError:
        assert file.read_text(encoding="utf-8") == text
    else:
        assert read(file).layer["theme"].value == "nord"


def test_every_setting_is_on_the_page_about_settings() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name, about in ABOUT.items():
        default = str(DEFAULTS[name]).lower() if isinstance(DEFAULTS[name], bool) else f'"{DEFAULTS[name]}"'
        option = f"`{about.option}`" if about.option else ""
        assert f"| `{name}` | `{default}` | `{about.variable}` | {option} | {about.meaning} |" in page, name
    for word in ("COMMTUI_CONFIG", "settings.toml", "[keymap]", "[tui]", "NO_COLOR", "TEXTUAL_THEME", COLORBLIND.name):
        assert word in page


def test_the_example_on_the_page_about_settings_is_valid(given: Callable[..., Setup]) -> None:
    mine, of_plan = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    setup = given(mine)
    assert setup.problems == ()
    assert setup.settings.theme == LIGHT.name
    assert set(setup.keymap.wished) == {"edit", "copy.menu"}
    assert parse(of_plan) == {"tui": {"default_view": "goals"}}


async def test_the_app_begins_as_the_settings_say_and_tells_their_faults_once(given: Callable[..., Setup]) -> None:
    setup = given('default_view = "careers"\ntheme = "commtui-light"\nascii = true\nmous = false\n')
    async with opened(demo.path(), WIDE, setup=setup) as pilot:
        text = await settled(pilot)
        assert main_of(pilot).view_name == "careers"
        assert app_of(pilot).theme == LIGHT.name
        assert app_of(pilot).glyphs.ascii_only
        assert 'settings.toml:4: mous is no setting; did you mean "mouse"?' in text


async def test_many_faults_do_not_cover_the_screen(given: Callable[..., Setup]) -> None:
    async with opened(demo.path(), WIDE, setup=given("a = 1\nb = 2\nc = 3\nd = 4\n")) as pilot:
        text = await settled(pilot)
        assert "settings.toml:2: b is no setting" in text
        assert "settings.toml:3" not in text
        assert "2 more about your settings: M lists them" in text


async def test_the_plan_says_which_view_is_first_where_the_user_says_nothing_nearer(
    tmp_path: Path, given: Callable[..., Setup]
) -> None:
    plan = write(tmp_path, community='[community]\nname = "New"\n[tui]\ndefault_view = "people"\n')
    async with opened(plan, setup=given('default_view = "goals"')) as pilot:
        assert main_of(pilot).view_name == "people"
    async with opened(plan, setup=given("", default_view="careers")) as pilot:
        assert main_of(pilot).view_name == "careers"


async def test_a_theme_shows_while_one_chooses_and_is_kept_once_taken(given: Callable[..., Setup]) -> None:
    setup = given("# Mine.\n")
    file = setup.file
    assert file is not None
    async with opened(demo.path(), WIDE, setup=setup) as pilot:
        await press(pilot, "T", "down")
        await until(pilot, lambda: pilot.app.theme == LIGHT.name)
        await press(pilot, "escape")
        assert pilot.app.theme == DARK.name
        assert file.read_text() == "# Mine.\n"
        await press(pilot, "T", *"colorblind", "enter")
        await until(pilot, lambda: "kept in" in screen_text(pilot))
        assert pilot.app.theme == COLORBLIND.name
        assert file.read_text() == f'# Mine.\ntheme = "{COLORBLIND.name}"\n'


async def test_a_theme_that_cannot_be_kept_holds_for_now_and_the_app_goes_on(given: Callable[..., Setup]) -> None:
    setup = given("theme = \n")
    async with opened(demo.path(), WIDE, setup=setup) as pilot:
        await press(pilot, "T", *"commtui-light", "enter")
        await until(pilot, lambda: "was not written: line 1 is not TOML" in screen_text(pilot))
        assert pilot.app.theme == LIGHT.name
    variables = {"COMMTUI_THEME": "nord"}
    async with opened(demo.path(), WIDE, setup=given("", variables)) as pilot:
        await press(pilot, "T", *"commtui-light", "enter")
        await until(pilot, lambda: "but COMMTUI_THEME wins" in screen_text(pilot))
    async with opened(demo.path(), WIDE, setup=given(""), read_only=True) as pilot:
        await press(pilot, "T", *"commtui-light", "enter")
        await until(pilot, lambda: "commtui-light: for now" in screen_text(pilot))
    assert setup.file is not None
    assert setup.file.read_text() == ""
