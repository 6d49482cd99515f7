"""Values in words, as people read and write them."""

from __future__ import annotations

from datetime import date
from typing import Any

YES, NO = "yes", "no"


def yes_no(value: bool) -> str:
    """A truth in a word."""
    return YES if value else NO


def flat(value: Any) -> str:  # noqa: ANN401 - any TOML
    """A value as TOML holds it, on one line where its texts are; None is a key that is not there."""
    match value:
        case None:
            return ""
        case bool():
            return yes_no(value)
        case list() | tuple():
            return ", ".join(map(flat, value))
        case dict():
            return ", ".join(f"{key}: {flat(each)}" for key, each in value.items())
        case _:
            return str(value)


def number(value: int | float) -> str:
    """A number with thousands set off, and without digits that say nothing."""
    if isinstance(value, int):
        return f"{value:,}"
    shown = f"{value:,.2f}".rstrip("0").rstrip(".")
    # What is too small for two decimals is not shown as nothing.
    return shown if float(shown.replace(",", "")) or not value else f"{value:.2g}"


def wanted(at_least: float | None, at_most: float | None) -> str:
    """A target such as `at least 2 and at most 5`; nothing where none is set."""
    targets = (("at least", at_least), ("at most", at_most))
    return " and ".join(f"{words} {number(value)}" for words, value in targets if value is not None)


def day_in_words(day: date) -> str:
    """A day such as `20 May 2013`."""
    return f"{day.day} {day:%b %Y}"


def ago(day: date, today: date) -> str:
    """How long ago a day is, in few words."""
    days = (today - day).days
    if days < 0:
        return f"in {-days} days" if days < -1 else "tomorrow"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"{days // 7} weeks ago"
    return f"{days // 30} months ago" if days < 730 else f"{days // 365} years ago"


def id_in_words(id_: str) -> str:
    """An id such as `time_to_close` as words."""
    return id_.replace("_", " ").replace("-", " ").strip().capitalize()
