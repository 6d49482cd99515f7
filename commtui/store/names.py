"""Names for files, from ids of any script: safe on every system that a repository may be checked out on."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

# In UTF-8: with a date, a suffix and an ending it stays below the 143 bytes that encrypted folders allow.
MOST_BYTES = 100

_reserved = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """The text as part of a file name; a text that is an id is itself, but for the few that no file may have."""
    name = "".join(each if _is_safe(each) else "-" for each in unicodedata.normalize("NFC", text)).lstrip(".")
    if len(name.encode()) > MOST_BYTES:
        short = name.encode()[: MOST_BYTES - 5].decode("utf-8", "ignore")
        name = f"{short}-{fingerprint(text)}"
    # No id begins with a line, so this is no other one's name.
    return f"_{name}" if not name or _reserved.match(name) else name


def distinct_name(text: str) -> str:
    """A name for a text whose safe name differs only in case from one that is taken; always the same."""
    return f"{safe_name(text)}-{fingerprint(text)}"


def fingerprint(text: str) -> str:
    """Four digits that texts rarely share."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]


def random_suffix() -> str:
    """Four random digits."""
    return secrets.token_hex(2)


def folded(name: str) -> str:
    """The name as a file system that ignores case would compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_safe(character: str) -> bool:
    return character in "-_." or unicodedata.category(character)[0] in "LNM"
