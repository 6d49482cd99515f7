"""`commtui serve`: the app in a browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from commtui.cli.failure import Failure
from commtui.cli.settings import Settings, load_from, settings_of
from commtui.cli.terminal import narrate

if TYPE_CHECKING:
    from commtui.browser.listening import Listening
    from commtui.store.find import Home

_EXTRA = {"textual_serve", "aiohttp", "aiohttp_jinja2", "jinja2"}


@click.command
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen: a name or address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 is any free one."
)
@click.option("--edit", is_flag=True, help="Allow changes; without it, each visitor gets the app read-only.")
@click.option(
    "--trust-network", is_flag=True, help="Allow --edit on a --host that other machines reach. There is no password."
)
@click.pass_context
def command(context: click.Context, host: str, port: int, edit: bool, trust_network: bool) -> None:
    """Open the app in a browser, until ctrl+c.

    The address stands on stdout. Each visitor gets a process of the app, which runs with your rights. By default it is
    read-only, and only this machine reaches it; anyone who has an account on it does, for there is no password.

    It takes the extra "serve", as in: pip install -e '.[serve]'.
    """
    settings = settings_of(context)
    if edit and settings.read_only:
        raise click.UsageError("--edit and --read-only exclude each other")
    home = settings.home()
    title = load_from(home).community.name
    _need_extra()
    from commtui.browser.server import CommunityServer

    listening = _listen(host, port)
    if not listening.is_local:
        _warn_or_refuse(listening, edit, trust_network)

    def announce() -> None:
        click.echo(listening.url)
        narrate(f"{title}, {'open to changes' if edit else 'read-only (--edit allows changes)'}; ctrl+c ends it")

    CommunityServer(_words(home, settings, edit), listening, title, can_edit=edit, announce=announce).serve()


def _need_extra() -> None:
    try:
        import textual_serve.server  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        raise Failure("the browser takes an extra: pip install -e '.[serve]'") from None


def _listen(host: str, port: int) -> Listening:
    from commtui.browser.listening import NotListeningError, listen

    try:
        return listen(host, port)
    except NotListeningError as error:
        raise Failure(str(error)) from None


def _warn_or_refuse(listening: Listening, edit: bool, trust_network: bool) -> None:
    if edit and not trust_network:
        listening.socket.close()
        raise Failure(
            f"--edit on {listening.host} would let anyone who reaches it change the plan, without a password: "
            "leave out one of the two, or say --trust-network"
        )
    may = "change" if edit else "read"
    narrate(
        f"warning: anyone who reaches {listening.host} can {may} the plan without a password, "
        "over a connection that is not encrypted, and starts processes that run with your rights"
    )


def _words(home: Home, settings: Settings, edit: bool) -> list[str]:
    """The command that each visitor gets; nothing in the current folder can stand in for our modules."""
    words = [sys.executable, "-P", "-m", "commtui", "--dir", str(home.place)]
    words += ["--today", str(settings.today)] if settings.today else []
    words += ["--ascii"] if settings.ascii else []
    words += ["--view", settings.view] if settings.view else []
    return words if edit else [*words, "--read-only"]
