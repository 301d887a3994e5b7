"""``oneplusn query``: list the library, answer a question of it, or answer free SPARQL."""

from __future__ import annotations

import math

import click

from ...errors import UsageError
from ...ontology.bilingual import LANGUAGES
from ...queries.library.catalog import find_query
from ...queries.sparql.bounds import LONGEST
from ...queries.sparql.engine import Form
from ...queries.sparql.limits import ROWS, SECONDS
from ..completions import complete_param, complete_question
from ..options import (
    answer_format_option,
    context_option,
    list_questions,
    note_cut,
    print_table,
    read_params,
)
from ..output import echo_data
from .question import QuestionRequest, read_free_text

__all__ = ["query"]

_FOR_PEOPLE = frozenset({"md", "table"})


def _check_seconds(_: click.Context, __: click.Parameter, seconds: float) -> float:
    if math.isnan(seconds):
        msg = "not a number of seconds"
        raise click.BadParameter(msg)
    return seconds


@click.command(add_help_option=False)
@click.argument("name", required=False, shell_complete=complete_question)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_param,
    help="Bind a parameter.",
)
@click.option("--sparql", metavar="TEXT", help="Answer this query instead of a question.")
@click.option("--file", "file", metavar="FILE", help="The same from a file; - is standard input.")
@click.option("--endpoint", metavar="URL", help="Ask the SPARQL endpoint there, not our data.")
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="URL",
    help="Let SPARQL of your own call SERVICE <URL>, this very URL; can be repeated. What stands "
    "in the braces is sent there, and nothing else; no redirect is followed.",
)
@context_option
@answer_format_option
@click.option(
    "--lang",
    type=click.Choice([*LANGUAGES, "both"]),
    help="Language of names. Without it: en in a table or md, both in csv, tsv and json, and "
    "the columns of your own SPARQL as they are.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=LONGEST),
    default=SECONDS,
    show_default=True,
    callback=_check_seconds,
    metavar="SECONDS",
    help="Stop after this time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=2**63 - 1),
    default=ROWS,
    show_default=True,
    metavar="ROWS",
    help="Print at most so many rows.",
)
@click.option(
    "-h", "--help", "help_", is_flag=True, help="Show this message, or what NAME takes, and exit."
)
@click.option("--explain", is_flag=True, help="Print the SPARQL, parameters put in; do not run it.")
def query(  # noqa: PLR0913 - one argument for each option
    *,
    name: str | None,
    params: tuple[str, ...],
    sparql: str | None,
    file: str | None,
    endpoint: str | None,
    services: tuple[str, ...],
    context: bool,
    form: str | None,
    lang: str | None,
    timeout: float,
    limit: int,
    explain: bool,
    help_: bool,
) -> None:
    """Answer the question NAME, or SPARQL of your own; without either, list the questions.

    A parameter takes an IRI, a slug or a label in either language. The project's
    prefixes need no declaration; the default graph is the union of all graphs. SPARQL
    that would change the graph is refused, and so is SERVICE, which asks another
    machine, unless --allow-service names it. With --context there are also the facts
    from outside the reports, in graphs of their own, and the questions on them.

    \b
    Examples:
      oneplusn query
      oneplusn query --help about-entity
      oneplusn query sector-plans --lang zh --format md
      oneplusn query about-entity --param entity=海南
      oneplusn query official-documents --context
      oneplusn query --sparql 'SELECT ?law { ?law a opn:LegalAct } ORDER BY ?law'
      oneplusn query --file question.rq --timeout 5 --limit 100
      oneplusn query sector-plans --explain
      oneplusn query sector-plans --endpoint http://localhost:7878/query
    """
    if help_:
        _help(name, "zh" if lang == "zh" else "en", context=context)
        return
    if sum(source is not None for source in (name, sparql, file)) > 1:
        msg = "a name, --sparql and --file exclude each other"
        raise UsageError(msg)
    bound = read_params(params)
    free = read_free_text(sparql, file)
    _refuse_idle(name, free, bound, services, endpoint)
    language = "zh" if lang == "zh" else "en"
    if name is None and free is None:
        list_questions(language, context=context)
        return
    question = None if name is None else find_query(name, context=context)
    _check_services(services)
    request = QuestionRequest(question, bound, free or "", context, services, timeout, limit)
    if explain:
        echo_data(f"{request.explained().rstrip()}\n")
        return
    table = request.answer() if endpoint is None else request.answer_from(endpoint)
    if endpoint is None and form in {None, *_FOR_PEOPLE}:
        for line in request.values(language):
            click.echo(line, err=True)
    form = form or ("turtle" if table.form is Form.GRAPH else "table")
    if lang is None and request.question and form in _FOR_PEOPLE:
        lang = language
    print_table(table, form, title=request.title(language), lang=lang or "both")
    note_cut(table, limit)


def _help(name: str | None, lang: str, *, context: bool) -> None:
    """Print the help of the command, or that of a question: what it asks, and its parameters."""
    if name is None:
        click.echo(click.get_current_context().get_help())
        return
    from ...queries.library.parameter_text import say_parameters  # noqa: PLC0415 - slow to import

    question = find_query(name, context=context)
    click.echo(f"{question.title.get(lang)}\n\n{question.description}\n")
    for line in say_parameters(question, lang):
        click.echo(line)


def _check_services(services: tuple[str, ...]) -> None:
    if services:
        from ...queries.remote.http_client import read_address  # noqa: PLC0415 - slow to import

        for service in services:
            read_address(service)


def _refuse_idle(
    name: str | None,
    free: str | None,
    bound: dict[str, str],
    services: tuple[str, ...],
    endpoint: str | None,
) -> None:
    """Raise `UsageError` for an option that would do nothing."""
    if bound and free is not None:
        msg = "--param belongs to the questions of the library; write the value into the SPARQL"
        raise UsageError(msg)
    if bound and name is None:
        msg = "--param belongs to a question; name it"
        raise UsageError(msg)
    if services and (free is None or endpoint is not None):
        msg = "--allow-service is for SPARQL of your own on our data"
        raise UsageError(msg)
