"""Every picture character of the app, in a Unicode and an ASCII set."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of picture characters; each of the Unicode set is one cell wide, the sparks go from low to high."""

    ascii_only: bool = False
    error: str = "✖"
    warning: str = "▲"
    info: str = "●"
    idea: str = "◌"
    planned: str = "○"
    active: str = "◐"
    done: str = "●"
    missed: str = "✖"
    moved: str = "»"
    dropped: str = "–"
    leave: str = "◑"
    cursor: str = "▌"
    cursor_left: str = "▏"
    bar: str = "━"
    track: str = "─"
    rule: str = "─"
    upright: str = "│"
    dot: str = "·"
    bullet: str = "•"
    arrow: str = "→"
    ellipsis: str = "…"
    link: str = "›"
    before: str = "‹"
    star: str = "★"
    side: str = "◇"
    transient: str = "◌"
    left_slope: str = "▟"
    right_slope: str = "▙"
    rock: str = "█"
    gap: str = "·"
    up: str = "↗"
    down: str = "↘"
    level: str = "→"
    heat: str = "■"
    here: str = "▾"
    quote: str = "“"
    unquote: str = "”"
    sparks: str = "▁▂▃▄▅▆▇█"


UNICODE = Glyphs()
ASCII = Glyphs(
    ascii_only=True,
    error="x",
    warning="!",
    info="*",
    idea="?",
    planned="o",
    active="~",
    done="*",
    missed="x",
    moved=">",
    dropped="-",
    leave="z",
    cursor=">",
    cursor_left=":",
    bar="=",
    track="-",
    rule="-",
    upright="|",
    dot="-",
    bullet="*",
    arrow="->",
    ellipsis="..",
    link=">",
    before="<",
    star="*",
    side="+",
    transient="?",
    left_slope="/",
    right_slope="\\",
    rock="#",
    gap=".",
    up="up",
    down="down",
    level="=",
    heat="#",
    here="v",
    quote='"',
    unquote='"',
    sparks="_.:-=+*#",
)

# The words of a plan, each with the glyph and the style that go with it; never the color alone.
STATUS_STYLE = {
    "idea": "muted",
    "planned": "muted",
    "active": "accent",
    "done": "good",
    "missed": "bad",
    "moved": "warn",
    "dropped": "faint",
    "on leave": "warn",
    "emeritus": "muted",
    "removed": "faint",
}
SEVERITY_STYLE = {"error": "bad", "warning": "warn", "info": "info"}


def glyphs_of(app: object) -> Glyphs:
    """The picture characters of an app; the usual ones where it has no own."""
    found = getattr(app, "glyphs", UNICODE)
    return found if isinstance(found, Glyphs) else UNICODE


def status_glyph(glyphs: Glyphs, status: str) -> str:
    """The glyph of a status of a goal, an item, or a standing."""
    match status:
        case "on leave":
            return glyphs.leave
        case "emeritus":
            return glyphs.star
        case "removed":
            return glyphs.dropped
        case _:
            found = getattr(glyphs, status, glyphs.info)
            return found if isinstance(found, str) else glyphs.info
