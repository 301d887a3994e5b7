"""``oneplusn completion``: what a shell needs to complete commands and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]

_SHELLS = ("bash", "fish", "zsh")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the completion script for SHELL: commands, options, questions and entities.

    \b
    Examples:
      oneplusn completion bash >> ~/.bashrc
      oneplusn completion zsh >> ~/.zshrc
      oneplusn completion fish > ~/.config/fish/completions/oneplusn.fish
    """
    found = get_completion_class(shell)
    if found is None:
        msg = f"Unexpected shell: {shell!r}"
        raise ValueError(msg)
    command = click.get_current_context().find_root().command
    script = found(command, {}, "oneplusn", "_ONEPLUSN_COMPLETE")
    # `source()` would first start the shell to look at its version; the script needs none of it.
    click.echo(script.source_template % script.source_vars())
