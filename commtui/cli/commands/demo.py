"""`commtui demo`: look around in an example."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commtui.cli.failure import Failure
from commtui.cli.opening import open_community, tell_of_copy
from commtui.cli.settings import refuse_read_only, settings_of
from commtui.cli.terminal import is_interactive


@click.command
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, folder: Path | None) -> None:
    """Open a copy of an example community.

    It is the OpenMRS community management plan of 2013. The copy is yours to change. It lies in a private temporary
    folder; with DIR it is put there, as DIR/community.
    """
    from commtui import demo
    from commtui.store.find import at

    settings = settings_of(context)
    settings = replace(settings, today=settings.today or demo.AS_OF)
    if folder is None and (settings.read_only or not is_interactive()):
        # Nobody can change what is only shown.
        open_community(at(demo.path()), settings, demo=True)
        return
    refuse_read_only(settings)
    place = _copy(folder)
    try:
        open_community(at(place), settings, demo=True)
    finally:
        tell_of_copy(place, settings.today)


def _copy(folder: Path | None) -> Path:
    import tempfile

    from commtui import demo

    try:
        return demo.copy_to(folder if folder is not None else Path(tempfile.mkdtemp(prefix="commtui-demo-")))
    except FileExistsError:
        raise Failure(f"{folder}/community is there already, and is left as it is") from None
