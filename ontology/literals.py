"""Literals that are none: text that their own datatype does not allow."""

from __future__ import annotations

import re

import pyoxigraph as ox

from .vocabulary import XSD

__all__ = ["literal_problem"]

_WHOLE = re.compile(r"[+-]?[0-9]+")
_FRACTION = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(
    r"-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_FORMS = {
    XSD.integer: _WHOLE,
    XSD.nonNegativeInteger: re.compile(r"\+?[0-9]+|-0+"),
    XSD.decimal: _FRACTION,
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.date: _DATE,
    XSD.gYear: re.compile(r"-?[0-9]{4,}"),
}
"""Datatype → how its literals are written; others are not looked at."""


def literal_problem(term: object) -> str:
    """Say that a literal is not what its datatype says; ``""`` if it is, or is none.

    >>> literal_problem(ox.Literal("abc", datatype=XSD.integer))
    "'abc' is no xsd:integer"
    >>> literal_problem(ox.Literal(12))
    ''
    """
    if not isinstance(term, ox.Literal):
        return ""
    form = _FORMS.get(term.datatype)
    if form is None or form.fullmatch(term.value):
        return ""
    return f"{term.value!r} is no xsd:{term.datatype.value.removeprefix(XSD.base)}"
