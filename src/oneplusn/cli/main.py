"""The command ``oneplusn`` and how it ends: 0 done, 1 checks failed, 2 asked wrongly."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from .. import __version__
from ..errors import OneplusnError

__all__ = ["cli", "main"]

_COMMANDS = {
    "audit": "audit",
    "build": "build",
    "check": "check",
    "completion": "completion",
    "context": "context",
    "coverage": "coverage",
    "docs": "docs",
    "export": "export",
    "path": "path",
    "progress": "progress",
    "push": "push",
    "query": "query",
    "read": "encode",
    "search": "search",
    "show": "show",
    "skeleton": "encode",
    "stats": "stats",
    "view": "view",
    "why": "why",
}
"""Command → module, imported only when the command is used."""


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f".{_COMMANDS[cmd_name]}", __package__)
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="oneplusn")
def cli() -> None:
    """Ask, see and export the knowledge graph of China's climate policy.

    \b
    Examples:
      oneplusn query                      list the questions
      oneplusn query sector-plans         the plans under 1+N
      oneplusn show 1+N                   all that is said of one thing
      oneplusn search 碳市场              names and sentences
      oneplusn path 海南 1+N              how two things hang together
      oneplusn check                      prove every triple and number again
    """


def main() -> None:
    """Run the command line; print what the user can mend as one line, never a traceback."""
    try:
        cli(prog_name="oneplusn", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except OneplusnError as error:
        click.echo(f"oneplusn: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(0)
