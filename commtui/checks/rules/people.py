"""Names that the world outside must know: time zones and GitHub logins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import quoted
from commtui.model.community import Community
from commtui.model.person import Person
from commtui.store.snapshot import Entry

# Letters, digits and single hyphens between them; accounts that a company manages end in `_` and its short name, apps
# in `[bot]`.
_login = re.compile(r"(?=.{1,39}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:_[A-Za-z0-9]+)?(?:\[bot\])?", re.ASCII)
_wrapped_login = re.compile(r"\s*(?:@|(?:https?://)?(?:www\.)?github\.com/)([A-Za-z0-9-]{1,39})/?\s*", re.ASCII)


@rule("unknown-time-zone", "error", "A time zone is an IANA name, such as Africa/Kampala")
def unknown_time_zone(context: Context) -> Iterator[Finding]:
    every: list[Entry[Community] | Entry[Person]] = [*context.snapshot.of(Community), *context.snapshot.of(Person)]
    named = [(entry, entry.record.timezone) for entry in every if entry.record.timezone is not None]
    if all(map(_is_zone, dict.fromkeys(name for _, name in named))):
        return
    zones = _all_zones()
    for entry, name in named if zones else ():
        if name not in zones:
            hint = context.index.nearest.hint(name, "time zone", zones, "an IANA name, such as Africa/Kampala")
            yield Finding.on(entry, f"Unknown time zone {quoted(name)}", "timezone", hint=hint)


@rule("github-login", "warning", "A login on GitHub is one that GitHub would accept")
def github_login(context: Context) -> Iterator[Finding]:
    for entry in context.snapshot.of(Person):
        login = entry.record.github
        if login is not None and not _login.fullmatch(login):
            wrapped = _wrapped_login.fullmatch(login)
            hint = f'the login alone: "{wrapped[1]}"' if wrapped else "letters, digits and single hyphens, at most 39"
            yield Finding.on(entry, f"{quoted(login)} cannot be a login on GitHub", "github", hint=hint)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    # Names that are no zone end in any of these: not found, outside the data, a folder, too long, not a zone's file.
    except (LookupError, ValueError, OSError, EOFError):
        return False
    return True


def _all_zones() -> set[str]:
    """Every zone that this system knows; none where it has no zone data. Slow, so asked for only after a fault."""
    from zoneinfo import available_timezones

    return available_timezones()
