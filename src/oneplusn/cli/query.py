"""``oneplusn query``: list the library, answer a question of it, or answer free SPARQL."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..queries.limits import ROWS, SECONDS
from .options import (
    complete_question,
    format_option,
    lang_option,
    note_cut,
    print_table,
    split_param,
)

if TYPE_CHECKING:
    from ..queries.engine import Table
    from ..queries.header import Query

__all__ = ["query"]


def _check_seconds(_: click.Context, __: click.Parameter, seconds: float) -> float:
    if math.isnan(seconds):
        msg = "not a number of seconds"
        raise click.BadParameter(msg)
    return seconds


@click.command()
@click.argument("name", required=False, shell_complete=complete_question)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Bind a parameter.")
@click.option("--sparql", metavar="TEXT", help="Answer this query instead of a question.")
@click.option("--file", "file", metavar="FILE", help="The same from a file; - is standard input.")
@click.option("--endpoint", metavar="URL", help="Ask the SPARQL endpoint there, not our data.")
@format_option
@lang_option
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86400),
    default=SECONDS,
    show_default=True,
    callback=_check_seconds,
    metavar="SECONDS",
    help="Stop after this time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=ROWS,
    show_default=True,
    metavar="ROWS",
    help="Print at most so many rows.",
)
@click.option("--explain", is_flag=True, help="Print the SPARQL, parameters put in; do not run it.")
def query(  # noqa: PLR0913 - one argument for each option
    *,
    name: str | None,
    params: tuple[str, ...],
    sparql: str | None,
    file: str | None,
    endpoint: str | None,
    form: str,
    lang: str,
    timeout: float,
    limit: int,
    explain: bool,
) -> None:
    """Answer the question NAME, or SPARQL of your own; without either, list the questions.

    A parameter takes an IRI, a slug or a label in either language. The project's
    prefixes need no declaration; the default graph is the union of all graphs. SPARQL
    that would change the graph or ask another machine (SERVICE) is refused.

    \b
    Examples:
      oneplusn query
      oneplusn query sector-plans --format md
      oneplusn query about-entity --param entity=海南
      oneplusn query --sparql 'SELECT ?law { ?law a opn:Law } ORDER BY ?law'
      oneplusn query --file question.rq --timeout 5 --limit 100
      oneplusn query sector-plans --explain
      oneplusn query sector-plans --endpoint http://localhost:7878/query
    """
    given = [found for found in (name, sparql, file) if found is not None]
    if len(given) > 1:
        msg = "a name, --sparql and --file exclude each other"
        raise UsageError(msg)
    bound = dict(split_param(param) for param in params)
    free = _free_text(sparql, file)
    if free is not None and bound:
        msg = "--param belongs to the questions of the library; write the value into the SPARQL"
        raise UsageError(msg)
    if not given:
        _list(lang)
    elif explain:
        click.echo(_explained(name, bound, free).rstrip())
    else:
        if endpoint is None:
            table, title = _answer(name, bound, free, lang=lang, timeout=timeout, limit=limit)
        else:
            table, title = _answer_there(
                endpoint, name, bound, free, lang=lang, timeout=timeout, limit=limit
            )
        print_table(table, form, title=title)
        note_cut(table, limit)


def _list(lang: str) -> None:
    from ..queries.library import library  # noqa: PLC0415 - slow to import

    for found in library():
        click.echo(f"{found.name:<24} {_title(found, lang)}")


def _title(asked: Query, lang: str) -> str:
    return asked.summary_zh if lang == "zh" else asked.summary


def _answer(  # noqa: PLR0913 - what the command was given
    name: str | None,
    bound: dict[str, str],
    free: str | None,
    *,
    lang: str,
    timeout: float,
    limit: int,
) -> tuple[Table, str]:
    from ..graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ..queries.library import get_query  # noqa: PLC0415
    from ..queries.limits import ask_apart, run_within  # noqa: PLC0415

    if free is not None:
        return ask_apart(free, timeout=timeout, limit=limit), ""
    asked = get_query(name or "")
    table = run_within(load_store(), asked, bound, timeout=timeout, limit=limit)
    return table, _title(asked, lang)


def _answer_there(  # noqa: PLR0913 - what the command was given
    endpoint: str,
    name: str | None,
    bound: dict[str, str],
    free: str | None,
    *,
    lang: str,
    timeout: float,
    limit: int,
) -> tuple[Table, str]:
    from ..graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ..queries.endpoint import ask_endpoint, run_endpoint  # noqa: PLC0415
    from ..queries.library import get_query  # noqa: PLC0415

    if free is not None:
        return ask_endpoint(endpoint, free, timeout=timeout, limit=limit), ""
    asked = get_query(name or "")
    table = run_endpoint(endpoint, asked, bound, store=load_store, timeout=timeout, limit=limit)
    return table, _title(asked, lang)


def _explained(name: str | None, bound: dict[str, str], free: str | None) -> str:
    from ..graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ..queries.engine import bind  # noqa: PLC0415
    from ..queries.library import get_query  # noqa: PLC0415
    from ..queries.portable import portable  # noqa: PLC0415

    if free is not None:
        return portable(free, {})
    asked = get_query(name or "")
    return portable(asked.text, bind(load_store(), asked, bound))


def _free_text(sparql: str | None, file: str | None) -> str | None:
    if file is None:
        return sparql
    try:
        if file == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        msg = f"cannot read {file!r}: {error.strerror}"
        raise UsageError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"cannot read {file!r}: not UTF-8 at byte {error.start}"
        raise UsageError(msg) from error
