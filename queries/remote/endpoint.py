"""The library on any engine that speaks the SPARQL 1.1 protocol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from ...errors import UsageError
from ...graph.rdf import literal
from ..entities.reports import find_report
from ..library.binding import bind
from ..library.header import REPORT
from ..sparql.bounds import check_limit, check_timeout
from ..sparql.engine import Table
from ..sparql.inline import inline_parameters
from ..sparql.lexer import Kind, tokens
from ..sparql.limits import ROWS, SECONDS
from ..sparql.policy import refuse_outward
from ..sparql.results import read_json, read_triples
from .http_client import Address, EndpointError, fault, read_address, send

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..library.header import Query
    from .http_client import Reply

__all__ = ["ask_endpoint", "run_endpoint"]

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_FORMS = {"ASK": _RESULTS, "CONSTRUCT": _TRIPLES, "DESCRIBE": _TRIPLES, "SELECT": _RESULTS}
"""Form of a query → the media types that can answer it."""
_JSON = frozenset((_RESULTS, "application/json"))
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_ANYTHING = "ASK { ?s ?p ?o }"
_YES = ((literal("true", datatype="boolean"),),)


def run_endpoint(  # noqa: PLR0913 - as `run_within`, and where
    url: str,
    query: Query,
    params: Mapping[str, str] | None = None,
    *,
    store: Callable[[], ox.Store],
    timeout: float = SECONDS,
    limit: int | None = ROWS,
) -> Table:
    """Answer a query of the library on the engine at *url*.

    Labels and slugs are looked up in our own *store*, which is opened only for that; an
    absolute IRI is taken as it stands, so that one can ask for things that only the engine has.
    Raises what `ask_endpoint` and `engine.bind` raise.
    """
    bound = _bind(query, params or {}, store)
    parameters = {variable.value for variable in bound}
    text = _text(query, params or {}, store)
    table = ask_endpoint(url, inline_parameters(text, bound), timeout=timeout, limit=limit)
    numbers = [number for number, name in enumerate(table.columns) if name not in parameters]
    columns = tuple(table.columns[number] for number in numbers)
    rows = tuple(tuple(row[number] for number in numbers) for row in table.rows)
    return Table(columns, rows, more=table.more, form=table.form)


def _text(query: Query, params: Mapping[str, str], store: Callable[[], ox.Store]) -> str:
    """Return the SPARQL of a question, about one report where one is named.

    What the engine holds is not known here: without the parameter it is asked as it stands.
    """
    name = params.get(REPORT.name, REPORT.default)
    if name == REPORT.default:
        return query.text
    iri = name if _ABSOLUTE.fullmatch(name) else find_report(store(), name).iri
    try:
        return query.text_by_report(only=ox.NamedNode(iri))
    except ValueError as error:
        raise UsageError(f"not an IRI: {error}") from error


def _bind(
    query: Query, params: Mapping[str, str], store: Callable[[], ox.Store]
) -> Mapping[ox.Variable, ox.NamedNode | ox.Literal]:
    kinds = {param.name: param.kind for param in query.params}
    iris = {
        name: value
        for name, value in params.items()
        if kinds.get(name) == "iri" and _ABSOLUTE.fullmatch(value)
    }
    rest = {name: value for name, value in params.items() if name not in iris}
    terms = bind(store(), query, rest) if query.params or params else {}
    try:
        return terms | {ox.Variable(name): ox.NamedNode(value) for name, value in iris.items()}
    except ValueError as error:
        raise UsageError(f"not an IRI: {error}") from error


def ask_endpoint(
    url: str, text: str, *, timeout: float = SECONDS, limit: int | None = ROWS
) -> Table:
    """Ask the engine at *url* in SPARQL; the answer has the form that `engine.ask` gives it.

    The project's prefixes need no declaration. At most *limit* rows are kept.
    Raises `UsageError` for a query that would change the data or call another service, and
    `EndpointError` for a server that does not answer, refuses, or answers with something else.
    """
    check_timeout(timeout)
    check_limit(limit)
    refuse_outward(text)
    address = read_address(url)
    table = _ask(address, inline_parameters(text, {}), timeout, limit)
    if not table.rows and _ask(address, _ANYTHING, timeout, 1).rows != _YES:
        msg = f"{address} has an empty default graph; make it the union of all graphs"
        raise EndpointError(msg)
    return table


def _ask(address: Address, text: str, timeout: float, limit: int | None) -> Table:
    accepted = _FORMS.get(_form(text))
    if accepted is None:
        raise UsageError("not a query: it has none of ASK, CONSTRUCT, DESCRIBE and SELECT")
    headers = {"Accept": accepted, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"query": text}).encode()
    reply = send(address, body=body, headers=headers, timeout=timeout)
    return _read(address, reply, accepted, limit)


def _form(text: str) -> str:
    words = (token.text.upper() for token in tokens(text) if token.kind is Kind.WORD)
    return next((word for word in words if word in _FORMS), "")


def _read(address: Address, reply: Reply, accepted: str, limit: int | None) -> Table:
    form = ox.RdfFormat.from_media_type(reply.kind)
    try:
        if accepted == _RESULTS and reply.kind in _JSON:
            return read_json(reply.body, limit=limit)
        if accepted == _TRIPLES and form in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE):
            return read_triples(reply.body, form, limit=limit)
    except ValueError as error:
        raise fault(address, f"gives an answer that cannot be read: {error}") from error
    media_type = accepted.partition(",")[0]
    problem = f"answers with {reply.kind!r}, not with {media_type}: is it a SPARQL endpoint?"
    raise fault(address, problem)
