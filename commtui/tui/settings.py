"""What a user may set, declared once: reading, `commtui info` and the page `docs/settings.md` follow from it.

Nearest wins: option, environment, community, the user's file, default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from commtui.tui.views import VIEW_IDS

KEYMAP = "keymap"


class About(NamedTuple):
    """What is said of a setting: its meaning, its variable, what it may be (empty: any text)."""

    meaning: str
    variable: str
    option: str = ""
    choices: tuple[str, ...] = ()


def _setting(default: Any, about: About) -> Any:  # noqa: ANN401 - the field's own type
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class AppSettings:
    """How the app begins, and how it looks."""

    theme: str = _setting("commtui-dark", About("The colors; T in the app shows them all.", "COMMTUI_THEME"))
    default_view: str = _setting(
        VIEW_IDS[0], About("The view to begin with.", "COMMTUI_VIEW", "--view VIEW", choices=VIEW_IDS)
    )
    mouse: bool = _setting(
        True, About("Whether the app uses the mouse; off, it stays with the terminal.", "COMMTUI_MOUSE", "--no-mouse")
    )
    ascii: bool = _setting(False, About("Draw with ASCII characters only.", "COMMTUI_ASCII", "--ascii"))


ABOUT: Mapping[str, About] = {each.name: each.metadata["about"] for each in fields(AppSettings)}
DEFAULTS: Mapping[str, Any] = {each.name: each.default for each in fields(AppSettings)}

# What a plan may say to everyone who opens it: nothing that could surprise, above all no keys.
OF_COMMUNITY = frozenset({"default_view"})


class Problem(NamedTuple):
    """What is wrong with a setting: `place` is a file or a variable, `line` is 1-based and 0 where there is none."""

    place: str
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        words = f"{self.key} {self.message}" if self.key else self.message
        return f"{where}: {words}" + (f"; {self.hint}" if self.hint else "")


class Given(NamedTuple):
    """A value, and who gave it."""

    value: Any
    source: str


Layer = Mapping[str, Given]


class Chosen(NamedTuple):
    """The settings that hold, and who gave each that is no default."""

    settings: AppSettings
    sources: Mapping[str, str]


def choose(*layers: Layer) -> Chosen:
    """The settings of several layers, the nearest first."""
    found: dict[str, Given] = {}
    for layer in layers:
        found = {**layer, **found}
    values = {name: each.value for name, each in found.items()}
    return Chosen(AppSettings(**values), {name: each.source for name, each in found.items()})


def layer_of(source: str, values: Mapping[str, Any]) -> Layer:
    """A layer of values that one source gives; what is None is not given."""
    return {name: Given(value, source) for name, value in values.items() if value is not None}


def refusal(name: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a value, and what helps; None where it is fine."""
    from commtui.checks.nearest import Nearest

    choices = ABOUT[name].choices
    if isinstance(DEFAULTS[name], bool):
        hint = f"without quotes: {value}" if value in {"true", "false"} else ""
        return None if isinstance(value, bool) else (f"should be true or false, not {_shown(value)}", hint)
    if not isinstance(value, str) or not value:
        return f"should be text in quotes, not {_shown(value)}", ""
    if choices and value not in choices:
        hint = Nearest().hint(value, name, choices, f"one of {', '.join(choices)}")
        return f"should be the name of a view, not {_shown(value)}", hint
    return None


_TRUTHS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def of_environment(environment: Mapping[str, str]) -> tuple[Layer, tuple[Problem, ...]]:
    """What the environment sets, and what is wrong with it; an empty variable sets nothing."""
    layer: dict[str, Given] = {}
    problems: list[Problem] = []
    for name, about in ABOUT.items():
        text = environment.get(about.variable)
        if not text:
            continue
        value = _TRUTHS.get(text.lower(), text) if isinstance(DEFAULTS[name], bool) else text
        wrong = refusal(name, value)
        if wrong is None:
            layer[name] = Given(value, about.variable)
        else:
            problems.append(Problem(about.variable, 0, "", *wrong))
    return _with_colors(layer, environment), tuple(problems)


def _with_colors(layer: Layer, environment: Mapping[str, str]) -> Layer:
    """Heed also what others than we ask of colors."""
    if "theme" in layer:
        return layer
    if theme := environment.get("TEXTUAL_THEME"):
        return {**layer, "theme": Given(theme, "TEXTUAL_THEME")}
    if environment.get("NO_COLOR"):
        return {**layer, "theme": Given("ansi-dark", "NO_COLOR")}
    return layer


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value[:60]}"'
        case int() | float():
            return str(value)[:60]
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return f"a {type(value).__name__}"
