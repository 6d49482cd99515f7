"""`commtui` itself: the app, or the overview as text where no app can be shown."""

from __future__ import annotations

import click

from commtui import __version__
from commtui.cli.group import ModuleGroup
from commtui.cli.opening import open_here
from commtui.cli.settings import settings_of, shared_options


@click.group(
    cls=ModuleGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=shared_options(),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def app(context: click.Context) -> None:
    """Browse, edit and check a community's plan that lives beside its code as TOML.

    Without a command it opens the app; where that is not a terminal, it prints the overview.

    The options may stand before or after a command. Exit codes: 0 fine, 1 findings, 2 could not run.
    """
    if context.invoked_subcommand is None:
        open_here(settings_of(context))
