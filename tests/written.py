"""Parts of pages that are made from what they tell of; `COMMTUI_GOLDENS=write` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
WRITE = os.environ.get("COMMTUI_GOLDENS") == "write"


def hold(page: Path, mark: str, text: str) -> None:
    """The part of the page below the comment that begins with the mark says this."""
    before = page.read_text("utf-8")
    part = re.compile(rf"(<!-- {re.escape(mark)}: [^\n]* -->\n)(?:(?!<!-- ).)*(<!-- end -->)", re.DOTALL)
    assert part.search(before), mark
    now = part.sub(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", before, count=1)
    if WRITE:
        page.write_text(now, encoding="utf-8")
    assert page.read_text("utf-8") == now, "COMMTUI_GOLDENS=write writes it anew"


def table(*rows: tuple[str, ...]) -> str:
    """A table, the first of whose rows is its head."""
    head, *rest = (f"| {' | '.join(each.replace('|', chr(92) + '|') for each in row)} |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *rest])


def block(page: Path, language: str) -> str:
    """The only block of a language on a page."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


def rows(page: Path, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    section = page.read_text("utf-8").partition(f"# {heading}\n")[2]
    lines = re.search(r"^\|.*?(?=\n\n|\Z)", section, re.DOTALL | re.MULTILINE)
    assert lines is not None, heading
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[0].splitlines()[2:]]


def quoted(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)
