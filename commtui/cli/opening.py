"""Open a community: in the app, or as text where no app can be shown."""

from __future__ import annotations

import os
import shlex
import traceback
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from click.exceptions import Exit

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, load_from
from commtui.cli.terminal import is_in_browser, is_interactive, narrate, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.activity.progress import Progress
    from commtui.insight.live import Asked, Live
    from commtui.store.find import Home
    from commtui.store.snapshot import Snapshot
    from commtui.tui.ending import Ending

_APP_FAILED = 2
_BY_SIGNAL = 128


def open_here(settings: Settings) -> None:
    """Open the community that is found from here; where there is none, the app offers to begin one.

    Raises:
        Failure: There is none, and nobody to ask, or it was named.
    """
    try:
        home = settings.home()
    except Failure:
        folder = _where_to_begin(settings)
        if folder is None:
            raise
        _offer(settings, folder)
    else:
        open_community(home, settings)


def _where_to_begin(settings: Settings) -> Path | None:
    """The folder in which the app can offer to begin a plan; None where nobody can be asked, or one was named."""
    from commtui.report.founding import folder_for

    if settings.dir is not None or not is_interactive() or is_in_browser():
        return None
    try:
        return folder_for(Path.cwd())
    except OSError:
        return None


def _offer(settings: Settings, folder: Path) -> None:
    from commtui.store.find import FOLDER, Home

    _run_app(Home(folder / FOLDER, folder), settings, begin_in=folder)


def tell_of_copy(place: Path, today: date | None) -> None:
    """Say where a copy of the example is, and how to come back to it."""
    narrate(f"your copy of the example is in {place}")
    # Without its day everything in it would look long overdue.
    narrate(f"to come back: commtui --dir {shlex.quote(str(place))} --today {today}")


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


def _run_app(home: Home, settings: Settings, demo: bool = False, begin_in: Path | None = None) -> None:
    from commtui.tui.app import CommtuiApp
    from commtui.tui.deeds.counting import example
    from commtui.tui.setup import setup_of

    setup = setup_of(os.environ, settings.of_app)
    app = CommtuiApp(
        home,
        today=settings.today,
        read_only=settings.read_only,
        demo=demo,
        setup=setup,
        begin_in=begin_in,
        opener=example if demo else partial(_open_live, settings),
    )
    try:
        app.run(mouse=setup.settings.mouse)
    except Exception as error:  # noqa: BLE001 - a fault outside of the app's own loop is told like one within it
        app.ending.by_error(error)
    if app.welcoming.copy is not None:
        tell_of_copy(app.welcoming.copy, app.today)
    _tell_of(app.ending)
    if app.return_code:
        raise Exit(_APP_FAILED)


def _open_live(settings: Settings, snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
    from commtui.insight.live import open_live

    return open_live(snapshot, snapshot.home.base, asked, progress, settings.moment(snapshot))


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
    if where:
        narrate(where)
