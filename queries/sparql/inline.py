"""A query with its parameters as one self-contained text, for an engine that is not ours."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import prefixes
from ...ontology.vocabulary import XSD
from .lexer import Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["declarations", "inline_parameters", "write_term"]

Term = ox.NamedNode | ox.Literal
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_CLAUSES = {"SELECT": "SELECT", "BY": "BY", "HAVING": "", "LIMIT": "", "OFFSET": ""}
"""Where a bare variable means something of its own, and where that ends."""
_VARIABLE_ONLY = frozenset(("AS", "VALUES"))
_CALLED = frozenset(("BOUND", "VALUES"))


def inline_parameters(text: str, bound: Mapping[ox.Variable, Term]) -> str:
    """Write the terms of *bound* in place of their variables, and declare our prefixes.

    A projected variable becomes ``(term AS ?variable)``, so that the columns stay. What
    stands in strings, comments, IRIs and names is left as it is.
    Raises `ValueError` where the grammar wants a variable: ``VALUES``, ``BOUND``, ``AS``.

    >>> print(inline_parameters("SELECT ?who { ?plan opn:issuedBy ?who } # ?who",
    ...                         {ox.Variable("who"): ox.NamedNode("https://example.org/a")}))
    PREFIX opn: <https://w3id.org/oneplusn/ontology#>
    SELECT (<https://example.org/a> AS ?who) { ?plan opn:issuedBy <https://example.org/a> } # ?who
    """
    terms = {variable.value: write_term(term) for variable, term in bound.items()}
    code = tuple(token for token in tokens(text) if token.kind is not Kind.COMMENT)
    return "".join((declarations(text), *_substituted(text, code, terms)))


def declarations(text: str) -> str:
    """Write the lines that declare those of our prefixes that a query uses and does not declare.

    >>> declarations("SELECT ?s { ?s opn:text ?o }")
    'PREFIX opn: <https://w3id.org/oneplusn/ontology#>\\n'
    """
    code = tuple(token for token in tokens(text) if token.kind is not Kind.COMMENT)
    return "".join(_undeclared(code))


def write_term(term: Term) -> str:
    r"""Write a term so that each engine reads the same one, whenever it resolves ``\u``.

    Some engines replace ``\u0022`` before they look at anything else, even behind a
    backslash that is itself escaped; so no ``u`` is left standing there.

    >>> print(write_term(ox.Literal('"A" \\u0022')))
    "\"A\" \\\U000000750022"
    """
    if isinstance(term, ox.NamedNode):
        return str(term)
    quoted = term.value.translate(_ESCAPES)
    quoted = re.sub(r"(?<=\\\\)[uU]", lambda match: f"\\U{ord(match[0]):08X}", quoted)
    if term.language:
        return f'"{quoted}"@{term.language}'
    return f'"{quoted}"' if term.datatype == XSD.string else f'"{quoted}"^^{term.datatype}'


def _undeclared(code: Sequence[Token]) -> Iterator[str]:
    used = {token.text.partition(":")[0] for token in code if token.kind is Kind.NAME}
    declared = {
        name.text.removesuffix(":")
        for word, name in pairwise(code)
        if word.text.upper() == "PREFIX"
    }
    for prefix in sorted((used - declared) & prefixes().keys()):
        yield f"PREFIX {prefix}: <{prefixes()[prefix]}>\n"


def _substituted(text: str, code: Sequence[Token], terms: Mapping[str, str]) -> Iterator[str]:
    written = 0
    for token, clause in zip(code, _clauses(code), strict=True):
        name = token.text[1:]
        if token.kind is Kind.VARIABLE and name in terms:
            yield text[written : token.start]
            yield _in_clause(terms[name], name, clause)
            written = token.end
    yield text[written:]


def _in_clause(term: str, name: str, clause: str) -> str:
    match clause:
        case "":
            return term
        case "SELECT":
            return f"({term} AS ?{name})"
        case "BY":
            return f"({term})"
        case _:
            msg = f"parameter {name!r} stands where only a variable can, at {clause}"
            raise ValueError(msg)


def _clauses(code: Sequence[Token]) -> Iterator[str]:
    """Tell for each token what a bare variable in its place belongs to; ``""`` for a pattern."""
    clause, outer = "", list[str]()
    for number, token in enumerate(code):
        word = token.text.upper() if token.kind in (Kind.WORD, Kind.SIGN) else ""
        if word in ("{", "("):
            outer.append(clause)
            clause = ""
        elif word in ("}", ")") and outer:
            clause = "" if word == "}" else outer[-1]
            outer.pop()
        elif word in _CLAUSES:
            clause = "an inner SELECT" if outer and word == "SELECT" else _CLAUSES[word]
        yield _keyword_before(code, number) or clause


def _keyword_before(code: Sequence[Token], number: int) -> str:
    """Return the keyword that takes nothing but a variable here, if there is one."""
    two, one = ["", "", *(token.text.upper() for token in code[max(number - 2, 0) : number])][-2:]
    if one in _VARIABLE_ONLY:
        return one
    return two if one == "(" and two in _CALLED else ""
