"""`commtui check`: find what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import settings_of
from commtui.cli.terminal import narrate, say, style_for_stdout
from commtui.report.style import Style

if TYPE_CHECKING:
    from commtui.store.snapshot import BrokenFile, File, Snapshot

FORMATS = ("text", "json", "github", "sarif")


@click.command
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How findings are written.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--rules", is_flag=True, help="List the rules instead.")
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], format_: str, *, strict: bool, rules: bool) -> None:
    """Find what is wrong with the plan, and where.

    The whole community is read; with FILES (or folders), only what is found in them is told. Files of other things are
    passed over, so that a pre-commit hook may name any.

    Exits with 1 where there are errors.
    """
    style = style_for_stdout(settings_of(context))
    if rules:
        say(_rules(format_, style), style)
        return
    from importlib import import_module

    from commtui.checks.engine import check
    from commtui.report.diagnostics.checked import Checked
    from commtui.store.load import no_collection

    settings = settings_of(context)
    with no_collection():
        snapshot = settings.load()
        asked = _asked(snapshot, files) if files else None
        found = check(snapshot, settings.day(snapshot))
    checked = Checked(snapshot, tuple(each for each in found if asked is None or each.file in asked), asked)
    output = import_module(f"commtui.report.diagnostics.{format_}").render(checked, style)
    if output:
        say(output, style)
    if checked.count("error") or (strict and checked.count("warning")):
        context.exit(1)


def _rules(format_: str, style: Style) -> str:
    from commtui.report.rules import as_json, as_text

    match format_:
        case "text":
            return as_text(style)
        case "json":
            return as_json()
        case _:
            raise Failure("the rules can be listed as text or json")


def _asked(snapshot: Snapshot, paths: tuple[Path, ...]) -> frozenset[str]:
    """The community's files among these paths and in these folders."""
    files: list[File | BrokenFile] = [*snapshot.files, *snapshot.broken]
    known = {each.path: each.name for each in files}
    found: set[str] = set()
    for path in paths:
        place = _real(path)
        names = {name for file, name in known.items() if place == file or place in file.parents}
        if not names and not path.exists():
            raise Failure(f"no such file: {path}")
        if not names:
            narrate(f"not part of the community, passed over: {path}")
        found |= names
    return frozenset(found)


def _real(path: Path) -> Path:
    """The path as the community's files are named: links on the way resolved, but not one that is a file."""
    import os

    return Path(os.path.realpath(path)) if path.is_dir() else Path(os.path.realpath(path.parent), path.name)
