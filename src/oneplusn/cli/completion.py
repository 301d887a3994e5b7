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
    """Completion for Bash, which takes ``NAME=VALUE`` for three words and replaces the last.

    So it does with ``ID:KEY``.
    """

    source_template: ClassVar[str] = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", "COMPREPLY+=($value); [[ $value == *= ]] && compopt -o nospace"
    )
    _head = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Put together what Bash has parted at a colon, and then at an equals sign."""
        args, begun = super().get_completion_args()
        args, report, begun = _parted(args, begun, ":")
        self._head = f"{report}:" if report else ""
        args, name, value = _parted(args, f"{self._head}{begun}", "=")
        if name.startswith("-"):
            return [*args, name], value
        if name:
            self._head = f"{name}={self._head}"
        return args, f"{name}={value}" if name else value

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Leave out what stands before the sign: Bash has it already."""
        item.value = str(item.value).removeprefix(self._head)
        return super().format_completion(item)


def _parted(args: list[str], begun: str, sign: str) -> tuple[list[str], str, str]:
    """Take out the word before a sign, and the sign, where the last word stands behind them.

    >>> _parted(["view", "--section", "2023", ":"], "1", ":")
    (['view', '--section'], '2023', '1')
    >>> _parted(["view", "--section", "2023"], ":", ":")
    (['view', '--section'], '2023', '')
    >>> _parted(["view", "--section"], "1", ":")
    (['view', '--section'], '', '1')
    """
    if len(args) > 1 and begun == sign:
        return args[:-1], args[-1], ""
    if len(args) > 1 and args[-1] == sign:
        return args[:-2], args[-2], begun
    return args, "", begun


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
