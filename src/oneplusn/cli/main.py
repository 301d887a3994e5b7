"""The command ``oneplusn`` and how it ends: 0 done, 1 checks failed, 2 asked wrongly."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from .. import __version__
from ..errors import OneplusnError, OutputError
from .options import reports_option
from .output import prepare_streams, printable

__all__ = ["cli", "main"]

_STOPPED = 130
_STDOUT = 1
_COMMANDS = {
    "audit": "data.audit",
    "build": "data.build",
    "check": "data.check",
    "completion": "completion",
    "context": "ask.context",
    "coverage": "data.coverage",
    "docs": "publish.docs",
    "export": "publish.export",
    "path": "ask.path",
    "progress": "ask.progress",
    "push": "publish.push",
    "query": "ask.query",
    "read": "data.encoding",
    "reports": "data.reports",
    "search": "ask.search",
    "show": "ask.show",
    "skeleton": "data.encoding",
    "stats": "ask.stats",
    "view": "publish.view",
    "why": "ask.why",
}
"""Command → module, imported only when the command is used."""
_WITHOUT_REPORTS = frozenset({"completion"})
"""Commands that do not look at the dataset."""


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f".{_COMMANDS[cmd_name]}", __package__)
        command = getattr(module, cmd_name)
        if not isinstance(command, click.Command):
            return None
        if cmd_name not in _WITHOUT_REPORTS and reports_option not in command.params:
            command.params.append(reports_option)
        return command


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
    if "_ONEPLUSN_COMPLETE" in os.environ:
        import_module(".completion", __package__).prepare()
    if sys.stdout is None:
        # Somebody has closed it, and wants no output.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    prepare_streams()
    if code := _run():
        sys.exit(code)


def _run() -> int:
    """Return the exit code."""
    output = sys.stdout
    try:
        # What a command ends with by `Exit` is returned here.
        ended = cli([_text(arg) for arg in sys.argv[1:]], "oneplusn", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return _STOPPED
    except OneplusnError as error:
        click.echo(printable(f"oneplusn: {error}"), err=True)
        return error.exit_code
    except SystemExit as stop:
        # Where the pipe is closed, click puts something else there and ends by itself.
        return _lost(None) if sys.stdout is not output else int(stop.code or 0)
    except OSError as error:
        return _lost(error)
    return ended if isinstance(ended, int) else 0


def _lost(error: OSError | None) -> int:
    """End where nobody reads the output any more, as after `head`, or it cannot be written."""
    with suppress(OSError):
        # What is left in the buffer must not fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), _STDOUT)
    if error is None or isinstance(error, BrokenPipeError):
        return 0
    click.echo(f"oneplusn: {error.strerror or error}", err=True)
    return OutputError.exit_code


def _text(argument: str) -> str:
    """Read an argument as UTF-8, also where the locale has taken it for ASCII."""
    with suppress(UnicodeError):
        return os.fsencode(argument).decode("utf-8")
    return argument
