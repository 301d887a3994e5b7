"""The page of the commands: what each does, its arguments and options, its examples."""

from __future__ import annotations

import inspect
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from oneplusn.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["commands", "commands_page", "context_of", "options_of"]

_HEAD = """# Commands

Written by `python docs/write_pages.py` from the commands themselves; a test compares. The same text
is what `oneplusn COMMAND --help` prints. Exit codes: 0 done; 1 a check failed or nothing was found;
2 the command was not asked rightly. `oneplusn --version` prints the version; every command has
`-h` and `--help`.
"""
_PARTS = {
    "ask": "Ask",
    "data": "Build and prove",
    "publish": "Publish",
    "completion": "The shell",
}
"""Module below the command line → heading, in the order of the page."""


def commands() -> dict[str, click.Command]:
    """Return the commands by name, sorted."""
    context = _whole()
    known = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in known.items() if command}


def commands_page() -> str:
    """Write the page: a list of the commands by part, then a section for each."""
    return "\n".join((_HEAD, *_contents(), *map(_section, commands())))


def context_of(name: str) -> click.Context:
    """Return the context in which a command runs: it knows by which options help is asked for."""
    return click.Context(commands()[name], info_name=name, parent=_whole())


def _whole() -> click.Context:
    return click.Context(cli, info_name="oneplusn", **cli.context_settings)


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of a command, in the order of its help, without that for the help."""
    return [param for param in command.params if isinstance(param, click.Option)]


def _part_of(command: click.Command) -> str:
    if command.callback is None:
        return ""
    return command.callback.__module__.removeprefix("oneplusn.cli.").partition(".")[0]


def _contents() -> Iterator[str]:
    yield f"{len(commands())} commands:\n"
    for part, title in _PARTS.items():
        names = [name for name, command in commands().items() if _part_of(command) == part]
        yield f"- {title}: {', '.join(f'[{name}](#{name})' for name in names)}"
    yield ""


def _section(name: str) -> str:
    command = commands()[name]
    text, examples = _help(command)
    blocks = [f"## {name}", f"`{_usage(name, command)}`", text, f"```sh\n{examples}\n```"]
    rows = "\n".join(_row(option) for option in options_of(command))
    if rows:
        blocks.append(f"| option | what it does | default |\n| --- | --- | --- |\n{rows}")
    if command.epilog:
        blocks.append(command.epilog)
    return "\n\n".join(blocks) + "\n"


def _help(command: click.Command) -> tuple[str, str]:
    """Part the help into text, a paragraph a line, and examples."""
    text, _, examples = inspect.cleandoc(command.help or "").partition("\b\n")
    paragraphs = [" ".join(part.split("\n")) for part in text.strip().split("\n\n")]
    lines = (line.strip() for line in examples.splitlines()[1:])
    return "\n\n".join(paragraphs), "\n".join(filter(None, lines))


def _usage(name: str, command: click.Command) -> str:
    arguments = (p for p in command.params if isinstance(p, click.Argument))
    shown = (_argument(argument) for argument in arguments)
    return " ".join(("oneplusn", name, "[OPTIONS]", *shown))


def _argument(argument: click.Argument) -> str:
    kind = argument.type
    name = (argument.name or "").upper()
    word = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else name
    return word if argument.required else f"[{word}]"


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = f" `{_value(option)}`" if not option.is_flag else ""
    return f"| {names}{value} | {_plain(option.help or '')} | {_default(option)} |"


def _value(option: click.Option) -> str:
    """Say what an option takes, as one word."""
    kind = option.type
    if option.metavar:
        return option.metavar.replace("|", "\\|")
    if isinstance(kind, click.Choice):
        return "\\|".join(map(str, kind.choices))
    word = "FILE" if isinstance(kind, click.Path) else kind.name.partition(" ")[0].upper()
    return "N" if word == "INTEGER" else word


def _default(option: click.Option) -> str:
    value = option.default
    shown = option.show_default and isinstance(value, str | int | float | PurePath)
    return f"`{value}`" if shown else ""


def _plain(text: str) -> str:
    """Keep what looks like a tag or a column from being read as one."""
    return re.sub(r"<([A-Z]+)>", r"&lt;\1&gt;", text).replace("|", "\\|")
