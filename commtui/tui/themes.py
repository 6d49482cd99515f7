"""The app's own colors."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme


def _theme(name: str, *, dark: bool = True, quiet: str, selection: str, **colors: str) -> Theme:
    """A theme of ours; `quiet` is the color of frames without the focus."""
    primary = colors["primary"]
    variables = {
        "border": primary,
        "border-blurred": quiet,
        "footer-key-foreground": primary,
        "input-selection-background": f"{primary} {selection}",
    }
    return Theme(name=name, dark=dark, variables=variables, **colors)  # type: ignore[arg-type]


DARK = _theme(
    "commtui-dark",
    primary="#82aaff",
    secondary="#9aa9d6",
    accent="#7fd1c4",
    foreground="#d5d9e6",
    background="#14161d",
    surface="#191c25",
    panel="#242936",
    success="#9ccf84",
    warning="#e8bd6f",
    error="#f0808c",
    quiet="#2b3140",
    selection="30%",
)
LIGHT = _theme(
    "commtui-light",
    dark=False,
    primary="#1f4f9e",
    secondary="#4a5a82",
    accent="#07635a",
    foreground="#22252e",
    background="#f6f5f1",
    surface="#fdfcfa",
    panel="#e6e4dc",
    success="#21631d",
    warning="#754b00",
    error="#a11d31",
    quiet="#d3d0c6",
    selection="25%",
)
# Good is blue, bad is orange: told apart by eyes that cannot tell red from green, and by those that mix blue and green.
COLORBLIND = _theme(
    "commtui-colorblind",
    primary="#8fc3f7",
    secondary="#a9b4c9",
    accent="#f0d9ea",
    foreground="#dfe3ea",
    background="#12141a",
    surface="#181b22",
    panel="#242832",
    success="#56a8f0",
    warning="#f5e663",
    error="#f5823c",
    quiet="#2c313c",
    selection="30%",
)
COLORBLIND_LIGHT = _theme(
    "commtui-colorblind-light",
    dark=False,
    primary="#1d4f91",
    secondary="#4f5b73",
    accent="#4a4652",
    foreground="#1d2028",
    background="#f7f7f4",
    surface="#fdfdfc",
    panel="#e5e5df",
    success="#0a57a8",
    warning="#856800",
    error="#701900",
    quiet="#d2d2ca",
    selection="25%",
)
CONTRAST = _theme(
    "commtui-contrast",
    primary="#8cc8ff",
    secondary="#c9d4e8",
    accent="#7ff0e0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    success="#7dff7a",
    warning="#ffe14d",
    error="#ff9a9a",
    quiet="#8a8a8a",
    selection="45%",
)
OWN = (DARK, LIGHT, COLORBLIND, COLORBLIND_LIGHT, CONTRAST)
# Looked up for every line that is drawn.
OWN_BY_NAME = {theme.name: theme for theme in OWN}
MEANINGS = {
    DARK.name: "dark, the one to begin with",
    LIGHT.name: "light",
    COLORBLIND.name: "dark; good is blue, bad is orange: safe for color-blind eyes",
    COLORBLIND_LIGHT.name: "light; safe for color-blind eyes",
    CONTRAST.name: "black and white with strong colors",
    "ansi-dark": "the colors of your terminal, where it is dark",
    "ansi-light": "the colors of your terminal, where it is light",
}


def known() -> set[str]:
    """The names of all themes."""
    return {*BUILTIN_THEMES, *(each.name for each in OWN)}


def ordered(names: set[str]) -> list[str]:
    """Names of themes: ours first, then the terminal's own colors, then the others."""
    first = [each for each in MEANINGS if each in names]
    return [*first, *sorted(names.difference(first))]
