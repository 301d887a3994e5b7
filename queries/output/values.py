"""Answers as Python values."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ...graph.rdf import value
from ...graph.text.keys import is_part
from ...ontology.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx
    import pandas as pd

    from ..sparql.engine import Table

__all__ = ["Result", "Value", "to_result"]

Value = bool | int | float | Decimal | dt.date | dt.datetime | str | None
"""What a cell can be; IRIs and years are texts."""

_INTEGERS = ("int", "integer", "long", "negativeInteger", "nonNegativeInteger", "positiveInteger")
_READERS: Mapping[str, Callable[[str], Value]] = {
    XSD.boolean.value: lambda text: text in {"true", "1"},
    XSD.date.value: lambda text: dt.date.fromisoformat(text[:10]),
    XSD.dateTime.value: dt.datetime.fromisoformat,
    XSD.decimal.value: Decimal,
    XSD.double.value: float,
    XSD.float.value: float,
    **{XSD[name].value: int for name in _INTEGERS},
}
_SHOWN = 100
"""How many rows a notebook shows."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: columns, and rows of Python values; *things* are the columns of IRIs.

    >>> answer = Result(("sector", "plans"), (("energy", 1), ("transport", 2)))
    >>> answer.column("plans"), len(answer), answer[0]
    ((1, 2), 2, ('energy', 1))
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool = False
    things: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __getitem__(self, row: int) -> tuple[Value, ...]:
        return self.rows[row]

    def column(self, name: str) -> tuple[Value, ...]:
        """Return one column; raise `UnknownNameError` for a name that is none."""
        if name not in self.columns:
            raise UnknownNameError("column", name, self.columns)
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame; raise `UsageError` where pandas is not installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - an extra
        except ImportError as error:
            msg = "pandas is not installed; pip install 'oneplusn[pandas]' brings it"
            raise UsageError(msg) from error
        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def to_networkx(
        self, *, source: str | None = None, target: str | None = None
    ) -> nx.MultiDiGraph[str]:
        """Return a graph with an edge for each row, from *source* to *target*.

        Unless both columns are given, they are those called ``source`` and ``target``, else
        the first two that hold things. The names of a thing, in columns that begin alike
        (``plan_zh``, ``plan_en``), become attributes of its node (``zh``, ``en``); all other
        cells become attributes of the edge, empty ones left out. A row with one end only
        gives a node. Raises `UsageError` where there are no two such columns.

        >>> answer = Result(("a", "a_en", "b", "n"), (("x", "ex", "y", 1),), things=("a", "b"))
        >>> graph = answer.to_networkx()
        >>> graph.nodes["x"], list(graph.edges(data=True))
        ({'en': 'ex'}, [('x', 'y', {'n': 1})])
        """
        from .result_graph import to_graph  # noqa: PLC0415 - slow to import

        return to_graph(self.columns, self.rows, things=self.things, source=source, target=target)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows[:_SHOWN])
        rest = len(self.rows) - _SHOWN
        note = f"<p>… {rest} more rows</p>" if rest > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cells(row: tuple[Value, ...]) -> str:
    return "".join(f"<td>{html.escape('' if v is None else str(v))}</td>" for v in row)


def to_result(table: Table) -> Result:
    """Read the terms of a table as Python values.

    >>> from oneplusn.queries.sparql.engine import ask
    >>> to_result(ask(ox.Store(), "SELECT (1.50 AS ?one) ('二' AS ?two) {}")).rows
    ((Decimal('1.5'), '二'),)
    """
    rows = tuple(tuple(map(_python, row)) for row in table.rows)
    return Result(table.columns, rows, table.more, _things(table))


def _things(table: Table) -> tuple[str, ...]:
    """Name the columns in which only IRIs stand, at least one, and not those of passages."""
    names = []
    for number, name in enumerate(table.columns):
        terms = [row[number] for row in table.rows if row[number] is not None]
        iris = [term.value for term in terms if isinstance(term, ox.NamedNode)]
        if iris and len(iris) == len(terms) and not all(map(is_part, iris)):
            names.append(name)
    return tuple(names)


def _python(term: object) -> Value:
    """Read a term as a Python value; what its datatype does not allow stays text."""
    if term is None:
        return None
    if isinstance(term, ox.Triple):
        return str(term)
    read = _READERS.get(term.datatype.value) if isinstance(term, ox.Literal) else None
    try:
        return read(value(term)) if read else value(term)
    except (ArithmeticError, ValueError):
        return value(term)
