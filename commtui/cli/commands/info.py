"""`commtui info`: what a bug report should say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import say, style_for_stdout

if TYPE_CHECKING:
    from commtui.store.snapshot import Snapshot
    from commtui.tui.setup import Setup

# What programs ask of the terminal; nothing else of the environment is told.
_VARIABLES = (
    *("TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "NO_COLOR", "FORCE_COLOR", "CLICOLOR"),
    *("TEXTUAL_THEME", "LANG", "LC_ALL"),
)
_GIT_SECONDS = 5


@click.command
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@click.pass_context
def command(context: click.Context, format_: str) -> None:
    """Show versions, terminal, folders, settings and what is wrong with them, community: for bug reports."""
    from commtui.model.words import pad
    from commtui.report.as_json import to_json

    settings = settings_of(context)
    style = style_for_stdout(settings)
    facts = _facts(settings)
    if format_ == "json":
        say(to_json(facts), style)
        return
    lines = list(_lines(facts))
    room = max(len(name) for name, _ in lines) + 2
    say("\n".join(f"{pad(name, room)}{style.show(words)}" for name, words in lines), style)


def _lines(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, fact in facts.items():
        match fact:
            case {"settings": settings, "keymap": keymap, "problems": problems}:
                for setting, given in settings.items():
                    value = str(given["value"]).lower() if isinstance(given["value"], bool) else given["value"]
                    yield setting, f"{value}  ({given['source']})"
                for id_, keys in keymap.items():
                    yield f"key of {id_}", " ".join(keys) or "none"
                for each in problems:
                    yield "problem", each
            case None:
                yield name, "-"
            case _:
                yield name, str(fact)


def _facts(settings: Settings) -> dict[str, Any]:
    snapshot = _snapshot(settings)
    setup = _setup(settings, snapshot)
    return {**_versions(), **_terminal(), **_folders(setup), "app": _app(setup), **_community(snapshot)}


def _versions() -> dict[str, str | None]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from commtui import __version__

    def of(package: str) -> str | None:
        try:
            return version(package)
        except PackageNotFoundError:
            return None

    packages = {name: of(name) for name in ("textual", "pydantic", "tomli", "click")}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"commtui": __version__, "python": python, **packages, "git": _git(), "platform": platform.platform()}


def _git() -> str | None:
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - the user's own git
            [program, "--version"], capture_output=True, encoding="utf-8", errors="replace", timeout=_GIT_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip().removeprefix("git version ") or None


def _terminal() -> dict[str, str | int | None]:
    import os
    import shutil
    import sys

    size = shutil.get_terminal_size()
    return {
        **{name: os.environ.get(name) for name in _VARIABLES},
        "columns": size.columns,
        "lines": size.lines,
        "colors": _colors(),
        "encoding": getattr(sys.stdout, "encoding", None),
    }


def _colors() -> str:
    """How many colors the terminal says it has; where it says less than it has, COLORTERM helps."""
    import os

    term = os.environ.get("TERM", "")
    if os.environ.get("NO_COLOR") or term in {"", "dumb"}:
        return "none"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or term.endswith("-direct"):
        return "16 million"
    return "256" if "256" in term else "16"


def _folders(setup: Setup) -> dict[str, str]:
    import os

    from platformdirs import user_cache_path

    from commtui.tui.crash import folder

    found = "" if setup.file is not None and os.path.lexists(setup.file) else "  (not there, which is fine)"
    return {"config": f"{setup.file}{found}", "cache": str(user_cache_path("commtui")), "logs": str(folder())}


def _setup(settings: Settings, snapshot: Snapshot | None) -> Setup:
    import os
    from dataclasses import replace

    from commtui.tui.setup import of_community, setup_of

    setup = setup_of(os.environ, settings.of_app)
    asked = next(iter(snapshot.entries.get("tui", ())), None) if snapshot is not None else None
    return replace(setup, community=of_community(asked.data)) if asked is not None else setup


def _app(setup: Setup) -> dict[str, Any]:
    from dataclasses import asdict

    from commtui.tui.themes import known

    values = asdict(setup.settings)
    theme = setup.settings.theme
    unknown = [] if theme in known() else [f'{setup.sources.get("theme")}: there is no theme "{theme}"']
    return {
        "settings": {
            name: {"value": each, "source": setup.sources.get(name, "default")} for name, each in values.items()
        },
        "keymap": {id_: list(keys) for id_, keys in sorted(setup.keymap.changed.items())},
        "problems": [*map(str, setup.problems), *unknown],
    }


def _snapshot(settings: Settings) -> Snapshot | None:
    from commtui.cli.failure import Failure

    try:
        return settings.load()
    except Failure:
        return None


def _community(snapshot: Snapshot | None) -> dict[str, str | int | None]:
    if snapshot is None:
        return {"community": None, "files": 0, "records": 0}
    files = len(snapshot.files) + len(snapshot.broken)
    return {"community": str(snapshot.home.place), "files": files, "records": snapshot.size}
