"""The app's own colors, and which theme to begin with."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="commtui-dark",
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
    dark=True,
    variables={
        "border": "#82aaff",
        "border-blurred": "#2b3140",
        "footer-key-foreground": "#82aaff",
        "input-selection-background": "#82aaff 30%",
    },
)
LIGHT = Theme(
    name="commtui-light",
    primary="#2a5db0",
    secondary="#51618a",
    accent="#0b7a6f",
    foreground="#22252e",
    background="#f6f5f1",
    surface="#fdfcfa",
    panel="#e6e4dc",
    success="#2f7a2b",
    warning="#8f5d00",
    error="#b3263a",
    dark=False,
    variables={
        "border": "#2a5db0",
        "border-blurred": "#d3d0c6",
        "footer-key-foreground": "#2a5db0",
        "input-selection-background": "#2a5db0 25%",
    },
)
OWN = (DARK, LIGHT)


def first_theme(environment: Mapping[str, str]) -> str:
    """The theme that the environment asks for; an ANSI one where it asks for no color."""
    if wanted := environment.get("TEXTUAL_THEME"):
        return wanted
    return "ansi-dark" if environment.get("NO_COLOR") else DARK.name
