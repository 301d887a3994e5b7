"""``oneplusn completion``: what a shell needs to complete commands and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import click
from click.shell_completion import BashComplete, add_completion_class, get_completion_class

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMPLETE", "completion", "prepare"]

COMPLETE = "_ONEPLUSN_COMPLETE"
"""The environment variable by which a shell asks for completions."""
_SHELLS = ("bash", "fish", "zsh")


class _Bash(BashComplete):
    """Completion for Bash, which takes ``NAME=VALUE`` for three words and replaces the last."""

    source_template: ClassVar[str] = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", "COMPREPLY+=($value); [[ $value == *= ]] && compopt -o nospace"
    )
    _head = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Put together what Bash has parted at an equals sign."""
        args, begun = super().get_completion_args()
        parted = len(args) > 1 and (args[-1] == "=" or begun == "=")
        if not parted:
            return args, begun
        value = "" if begun == "=" else begun
        name = args.pop() if begun == "=" else args.pop(-2)
        if begun != "=":
            args.pop()
        if name.startswith("-"):
            return [*args, name], value
        self._head = f"{name}="
        return args, f"{self._head}{value}"

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Leave out what stands before the equals sign: Bash has it already."""
        item.value = str(item.value).removeprefix(self._head)
        return super().format_completion(item)


def prepare() -> None:
    """Let our own completion for Bash take the place of the usual one."""
    add_completion_class(_Bash)


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
    prepare()
    shell_class = get_completion_class(shell)
    if shell_class is None:
        msg = f"Unexpected shell: {shell!r}"
        raise ValueError(msg)
    command = click.get_current_context().find_root().command
    script = shell_class(command, {}, "oneplusn", COMPLETE)
    # `source()` would first start the shell to look at its version; the script needs none of it.
    click.echo(script.source_template % script.source_vars())
