"""Open a community: in the app, or as text where no app can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.exceptions import Exit

from commtui.cli.settings import Settings, load_from
from commtui.cli.terminal import is_interactive, say, style_for_stdout

if TYPE_CHECKING:
    from commtui.store.find import Home

_APP_FAILED = 2


def open_community(home: Home, settings: Settings, demo: bool = False) -> None:
    """Open the app on the community (a `demo` is called so), or print its overview."""
    if is_interactive():
        from commtui.tui.app import CommtuiApp

        app = CommtuiApp(home, today=settings.today, read_only=settings.read_only, ascii_only=settings.ascii, demo=demo)
        app.run()
        if app.return_code:
            raise Exit(_APP_FAILED)
        return
    from commtui.checks.engine import check
    from commtui.report.overview import render

    snapshot = load_from(home)
    day = settings.day(snapshot)
    style = style_for_stdout(settings)
    say(render(snapshot, check(snapshot, day), day, style), style)
