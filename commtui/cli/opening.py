"""Open a community: in the app, or as text where no app can be shown."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING

from click.exceptions import Exit

from commtui.cli.settings import Settings, load_from
from commtui.cli.terminal import is_interactive, narrate, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.store.find import Home
    from commtui.tui.ending import Ending

_APP_FAILED = 2
_BY_SIGNAL = 128


def open_community(home: Home, settings: Settings, demo: bool = False) -> None:
    """Open the app on the community (a `demo` is called so), or print its overview."""
    if is_interactive():
        _run_app(home, settings, demo)
        return
    from commtui.checks.engine import check
    from commtui.report.overview import render

    snapshot = load_from(home)
    day = settings.day(snapshot)
    style = style_for_stdout(settings)
    say(render(snapshot, check(snapshot, day), day, style), style)


def _run_app(home: Home, settings: Settings, demo: bool) -> None:
    from commtui.tui.app import CommtuiApp
    from commtui.tui.setup import setup_of

    setup = setup_of(os.environ, settings.of_app)
    app = CommtuiApp(home, today=settings.today, read_only=settings.read_only, demo=demo, setup=setup)
    try:
        app.run(mouse=setup.settings.mouse)
    except Exception as error:  # noqa: BLE001 - a fault outside of the app's own loop is told like one within it
        app.ending.by_error(error)
    _tell_of(app.ending)
    if app.return_code:
        raise Exit(_APP_FAILED)


def _tell_of(ending: Ending) -> None:
    """Say on the terminal as it was what became of what was not saved; the exit code tells why the app ended."""
    where = "; ".join(ending.kept.words)
    if ending.error is not None:
        narrate("this is a bug in commtui, not in your files: whatever was saved is whole")
        narrate(where or "".join(traceback.format_exception_only(ending.error)).strip())
        raise Exit(_APP_FAILED)
    if ending.signal:
        narrate(where)
        raise Exit(_BY_SIGNAL + ending.signal)
