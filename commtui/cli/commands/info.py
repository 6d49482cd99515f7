"""`commtui info`: what a bug report should say."""

from __future__ import annotations

import click

from commtui.cli.settings import Settings, settings_of
from commtui.cli.terminal import say, style_for_stdout


@click.command
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@click.pass_context
def command(context: click.Context, format_: str) -> None:
    """Show versions, terminal, folders, community: for bug reports."""
    from commtui.model.words import pad
    from commtui.report.as_json import to_json

    settings = settings_of(context)
    style = style_for_stdout(settings)
    facts = _facts(settings)
    if format_ == "json":
        say(to_json(facts), style)
        return
    room = max(map(len, facts)) + 2
    say(
        "\n".join(f"{pad(name, room)}{style.show('-' if fact is None else str(fact))}" for name, fact in facts.items()),
        style,
    )


def _facts(settings: Settings) -> dict[str, str | int | None]:
    return {**_versions(), **_terminal(), **_folders(), **_community(settings)}


def _versions() -> dict[str, str | int | None]:
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
    return {"commtui": __version__, "python": python, **packages, "platform": platform.platform()}


def _terminal() -> dict[str, str | int | None]:
    import os
    import shutil

    size = shutil.get_terminal_size()
    names = ("TERM", "COLORTERM", "NO_COLOR", "LANG")
    return {**{name: os.environ.get(name) for name in names}, "columns": size.columns, "lines": size.lines}


def _folders() -> dict[str, str | int | None]:
    from platformdirs import user_cache_path, user_config_path

    return {"config": str(user_config_path("commtui")), "cache": str(user_cache_path("commtui"))}


def _community(settings: Settings) -> dict[str, str | int | None]:
    from commtui.cli.failure import Failure

    try:
        snapshot = settings.load()
    except Failure:
        return {"community": None, "files": 0, "records": 0}
    files = len(snapshot.files) + len(snapshot.broken)
    return {"community": str(snapshot.home.place), "files": files, "records": snapshot.size}
