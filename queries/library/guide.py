"""The page that shows the library to readers: each question with its first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.rdf import literal
from ...ontology.message_catalog import messages
from ..output.tables import format_table, show_term
from ..sparql.engine import Table
from .binding import run
from .catalog import library
from .header import TOPICS
from .term_coverage import untouched

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .header import Parameter, Query

__all__ = ["guide"]

_ROWS = 3
_CELL = 60
"""How many characters of a cell are shown."""
_HEAD = """# The questions

Written by `python docs/write_queries.py`; a test compares it with the library.
`oneplusn query NAME` answers a question, `--param NAME=VALUE` sets a parameter to an IRI, a slug
or a label in either language. Each question, but for those about all reports together, takes
`report` as well, the id or the IRI of a report: where more than one is loaded, a column says
which one speaks, and the earliest comes first. Columns that end in `_zh` and `_en` are the
Chinese and the English name of one thing; the tables below leave out its identifier, show the
first rows and cut long cells off.
"""


def guide(store: ox.Store) -> str:
    """Write the page: the questions by topic, their parameters and first rows, what none asks."""
    blocks = (_topic(store, topic) for topic in TOPICS)
    return "\n".join((_HEAD, _contents(), *blocks, _untouched()))


def _of(topic: str) -> tuple[Query, ...]:
    return tuple(query for query in library() if query.topic == topic)


def _contents() -> str:
    lines = (
        f"- {_name(topic)}: {', '.join(f'[{q.name}](#{q.name})' for q in _of(topic))}\n"
        for topic in TOPICS
    )
    return "".join((f"{len(library())} questions:\n\n", *lines))


def _topic(store: ox.Store, topic: str) -> str:
    return "\n".join((f"## {_name(topic)}\n", *(_question(store, query) for query in _of(topic))))


def _name(topic: str) -> str:
    name = messages("question_topics").pair(topic)
    return f"{name.en} · {name.zh}"


def _question(store: ox.Store, query: Query) -> str:
    table = run(store, query)
    params = "".join(map(_parameter, query.params))
    excerpt = format_table(_short(table), "md")
    rows = f"{len(table.rows)} rows" if len(table.rows) != 1 else "1 row"
    head = f"### {query.name}\n\n{query.summary}  \n{query.summary_zh}\n\n{query.description}\n"
    return f"{head}{params and chr(10)}{params}\n{rows}; the first:\n\n{excerpt}"


def _parameter(param: Parameter) -> str:
    among = f"; one of `{' '.join(param.allowed)}`" if param.allowed else ""
    return (
        f"- `{param.name}` ({param.kind}, `{param.default}`{among}): "
        f"{param.summary} · {param.summary_zh}\n"
    )


def _short(table: Table) -> Table:
    """Keep the first rows, and of each thing only its names."""
    columns = table.columns
    numbers = [i for i, name in enumerate(columns) if f"{name}_en" not in columns]
    rows = tuple(tuple(_clip(row[i]) for i in numbers) for row in table.rows[:_ROWS])
    return Table(tuple(columns[i] for i in numbers), rows)


def _clip(term: object) -> ox.Literal:
    text = show_term(term)
    return literal(text if len(text) <= _CELL else f"{text[: _CELL - 1]}…")


def _untouched() -> str:
    left = untouched()
    return f"""## What no question names

Neither the term nor one above it stands in a question, here or among those on the outside context.
What walks over whatever there is (about-entity, body-overview) reaches all of them. Most are
classes that the answers reach by a property (a unit, a period, a stage), and inverse properties.

Classes: {_listed(left.classes)}

Properties: {_listed(left.properties)}
"""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"
