"""The library gives the same answers in rdflib as on our engine, where it answers in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from engine_answers import NAMES, quick, rows

from oneplusn.graph.export.serialize import serialize
from oneplusn.queries.library.binding import bind, run
from oneplusn.queries.library.catalog import get_query
from oneplusn.queries.sparql.engine import Table
from oneplusn.queries.sparql.inline import inline_parameters
from oneplusn.queries.sparql.results import read_json

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NOT_RDFLIB = frozenset(
    {
        "areas",
        "buildings",
        "campaigns",
        "carbon-market-rules",
        "carbon-price",
        "carbon-sinks",
        "changes",
        "climate-funds",
        "coal",
        "compliance-periods",
        "cooperation",
        "cooperation-forms",
        "disaster-risk",
        "document-relations",
        "economic-instruments",
        "ecosystem-restoration",
        "emission-total",
        "events",
        "figures-of",
        "greenhouse-gases",
        "inventory-categories",
        "local-documents",
        "organizations",
        "partners",
        "persons",
        "pilot-places",
        "pilots",
        "place-overview",
        "places-named",
        "policy-timeline",
        "public-institutions",
        "science-programmes",
        "sector-figures",
        "sector-overview",
        "south-south",
        "standards",
        "stated-twice",
        "technology-overview",
        "topic-overview",
        "transport-modes",
        "treaties",
        "year-overview",
    }
)
"""Questions that take rdflib more than about three seconds: where a group joins more than two
parts, it finds the last without what the first ones have bound, and for each row of a NOT EXISTS
it goes through every graph, and it filters labels by language only when it has paired them all.
"partners" it cannot evaluate at all (a grouped pattern whose key is
a term)."""

RDFLIB = [name for name in NAMES if name not in NOT_RDFLIB]
SLOWLY = frozenset(
    {
        "approximate-figures",
        "blue-carbon",
        "figures-of-property",
        "finance",
        "hedging-words",
        "instruments",
        "new-energy-vehicles",
        "not-stated",
        "occupations",
        "richest-sentences",
        "surveys",
        "systems-built",
        "trends",
    }
)
"""Questions that take rdflib between three and twenty seconds of CPU: for the whole run."""


@pytest.fixture(scope="module")
def rdflib_dataset(dataset: Dataset) -> rdflib.Dataset:
    """Load the dataset into rdflib."""
    found = rdflib.Dataset(default_union=True)
    found.parse(data=serialize(dataset, "nquads"), format="nquads")
    return found


@pytest.mark.parametrize("name", quick(RDFLIB, frozenset(RDFLIB) - SLOWLY))
def test_a_question_has_the_same_answer_in_rdflib(
    rdflib_dataset: rdflib.Dataset, store: ox.Store, name: str
) -> None:
    """The text that other engines get, in this process."""
    query = get_query(name)
    bound = bind(store, query, {})
    found = rdflib_dataset.query(inline_parameters(query.text, bound)).serialize(format="json")
    assert found is not None
    there = read_json(found)
    kept = [column for column in there.columns if ox.Variable(column) not in bound]
    named = [dict(zip(there.columns, row, strict=True)) for row in there.rows]
    table = Table(tuple(kept), tuple(tuple(row[column] for column in kept) for row in named))
    here = run(store, query)
    assert here.columns == table.columns
    assert rows(here) == rows(table)
