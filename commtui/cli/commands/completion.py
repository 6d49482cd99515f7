"""`commtui completion`: what a shell needs to complete commands, kinds and ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from commtui.cli.completing import COMPLETION

SHELLS = ("bash", "zsh", "fish")


@click.command
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: eval "$(commtui completion bash)"         in ~/.bashrc
    zsh:  eval "$(commtui completion zsh)"          in ~/.zshrc, after compinit
    fish: commtui completion fish | source          in ~/.config/fish/config.fish
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completion(context.find_root().command, {}, "commtui", COMPLETION).source())
