"""The options of `commtui` itself, which may stand before or after a subcommand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commtui.cli.failure import Failure
from commtui.tui.views import VIEW_IDS

if TYPE_CHECKING:
    from commtui.store.find import Home
    from commtui.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Settings:
    """Which community, as of which day, and how it is shown; None where the user did not say."""

    dir: Path | None = None
    today: date | None = None
    read_only: bool = False
    ascii: bool = False
    view: str | None = None
    no_mouse: bool = False

    @property
    def of_app(self) -> dict[str, object]:
        """What is said of the app's settings, by their names; None where nothing is."""
        return {"default_view": self.view, "mouse": False if self.no_mouse else None, "ascii": self.ascii or None}

    def home(self) -> Home:
        """Where the community is.

        Raises:
            Failure: There is none.
        """
        from commtui.store.find import NoCommunityError, at, find

        try:
            return find(Path()) if self.dir is None else at(self.dir)
        except NoCommunityError as error:
            raise _no_community(str(error)) from None

    def load(self) -> Snapshot:
        """The community as it is on disk.

        Raises:
            Failure: There is none.
        """
        return load_from(self.home())

    def day(self, snapshot: Snapshot) -> date:
        """The day that counts as today."""
        from commtui.insight.today import today_in

        return self.today or today_in(snapshot)

    def moment(self, snapshot: Snapshot) -> datetime | None:
        """The last moment of the day that counts as today by the community's clock; None where none was named."""
        from commtui.metrics.span import clock

        return None if self.today is None else datetime.combine(self.today, time.max, clock(snapshot.community))


def load_from(home: Home) -> Snapshot:
    """The community of this folder or file.

    Raises:
        Failure: There is nothing in it.
    """
    from commtui.store.load import load

    snapshot = load(home)
    refuse_nothing(snapshot)
    return snapshot


def refuse_nothing(snapshot: Snapshot) -> None:
    """Refuse a folder in which there is no community.

    Raises:
        Failure: There is nothing in it.
    """
    if not snapshot.files and not snapshot.broken:
        raise _no_community(f"no community: no .toml file in {snapshot.home.place}")


def refuse_read_only(settings: Settings, instead: str = "") -> None:
    """Refuse what would write a file where none is to be changed.

    Raises:
        Failure: `--read-only` is given.
    """
    if settings.read_only:
        raise Failure(f"nothing was written, for --read-only is given{instead}")


def _no_community(why: str) -> Failure:
    return Failure(f"{why}: begin one with `commtui init`, or look at an example with `commtui demo`")


def settings_of(context: click.Context) -> Settings:
    """The settings of this call."""
    found = context.find_object(Settings)
    return found if found is not None else Settings()


class Day(click.ParamType[date]):
    """A day such as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day that the text names."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f'"{value}" is not a day such as 2026-03-31', param, ctx)


def shared_options(*, hidden: bool = False) -> list[click.Option]:
    """The options; a subcommand takes them too, without telling of all of them."""
    return [
        _option(
            "--dir",
            type=click.Path(path_type=Path),
            help="The community: its folder or file, or the folder it lies in.  [default: found upward from here]",
        ),
        _option(
            "--today",
            type=Day(),
            envvar=None if hidden else "COMMTUI_TODAY",
            help="The day that counts as today.  [env var: COMMTUI_TODAY]",
            hidden=hidden,
        ),
        _option("--read-only", is_flag=True, help="Change no file.", hidden=hidden),
        _option("--ascii", is_flag=True, help="Draw with ASCII characters only.", hidden=hidden),
        _option("--view", type=click.Choice(VIEW_IDS), help="The view that the app begins with.", hidden=hidden),
        _option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.", hidden=hidden),
    ]


def _option(name: str, **attributes: Any) -> click.Option:  # noqa: ANN401 - click's own
    return click.Option([name], expose_value=False, callback=_keep, **attributes)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 - the option's type
    if value and parameter.name:
        context.obj = replace(settings_of(context), **{parameter.name: value})
