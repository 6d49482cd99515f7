"""Words for a terminal: text from files made harmless, measured and cut."""

from __future__ import annotations

import re
import unicodedata

# For classes of characters in patterns. What moves the cursor or colors: C0, DEL, C1; what turns text around; what ends
# lines and paragraphs; and lone surrogates, which cannot be encoded.
CONTROLS = r"\u0000-\u001F\u007F-\u009F"
BIDI = r"\u202A-\u202E\u2066-\u2069"
SEPARATORS = r"\u2028\u2029"
_SURROGATES = r"\uD800-\uDFFF"
_UNSAFE = re.compile(f"[{CONTROLS}{BIDI}{SEPARATORS}{_SURROGATES}]")
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def printable(text: str, keep: str = "") -> str:
    """The text with control and formatting characters written as `\\u001b`, but for those of `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else f"\\u{ord(found[0]):04x}", text)


def visible(text: str) -> str:
    """The text with one sign in the place of each control or formatting character: as long as before."""
    return text if text.isprintable() else _UNSAFE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"


def without_tabs(text: str) -> str:
    """The text with spaces up to the next stop of eight in the place of each tab, which Markdown may hold."""
    return text.expandtabs() if "\t" in text else text


def one_line(text: str) -> str:
    """The text on one line: runs of spaces and line ends become one space."""
    return printable(" ".join(text.split()))


def width(text: str) -> int:
    """How many columns of a terminal the text takes, as far as Unicode says."""
    if text.isascii():
        return len(text)
    return sum(map(character_width, text))


def character_width(character: str) -> int:
    """0 for what joins the character before it, 2 for a wide one, else 1."""
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text with spaces after it, so many columns wide at least."""
    return text + " " * (columns - width(text))


def shorten(text: str, columns: int, ellipsis: str = "…") -> str:
    """The text in so many columns at most, with an ellipsis where it was cut."""
    if len(text) <= columns // 2:
        return text
    room = columns - width(ellipsis)
    kept = used = 0
    # Ends where the room does: a text may be very long.
    for index, character in enumerate(text, 1):
        used += character_width(character)
        if used <= room:
            kept = index
        elif used > columns:
            return text[:kept].rstrip() + ellipsis
    return text


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 holder`, `2 holders`; `2 people` where those are the `nouns`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def in_ascii(text: str) -> str:
    """The text in ASCII, any other character as `\\u00e9`."""
    return text if text.isascii() else text.encode("ascii", "backslashreplace").decode("ascii")
