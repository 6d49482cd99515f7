"""A group of commands that are found by their modules, and imported when they are needed."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import click

from commtui.cli import commands
from commtui.cli.failure import nearest
from commtui.cli.settings import shared_options


class ModuleGroup(click.Group):
    """The modules of `commtui.cli.commands` as subcommands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return sorted(map(_command_name, _modules()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, with the options that all of them share."""
        module = next((each for each in _modules() if _command_name(each) == cmd_name), None)
        if module is None:
            return None
        command = import_module(f"{commands.__name__}.{module}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.command is not a click command")
        known = {each.name for each in command.params}
        command.params += [each for each in shared_options(hidden=True) if each.name not in known]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the arguments begin with; an unknown one gets the nearest as a hint."""
        name = args[0]
        if not ctx.resilient_parsing and not name.startswith("-") and self.get_command(ctx, name) is None:
            ctx.fail(f'there is no command "{name}"{nearest(name, self.list_commands(ctx))}')
        return super().resolve_command(ctx, args)


@cache
def _modules() -> tuple[str, ...]:
    return tuple(each.name for each in pkgutil.iter_modules(commands.__path__))


def _command_name(module: str) -> str:
    # `import_` is how a module can be called where the command's name is a word of Python.
    return module.rstrip("_").replace("_", "-")
