"""The dataset keeps what the report says, what is ours and what follows in graphs apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.graph.dataset import Dataset, build_dataset, open_store
from oneplusn.graph.labels import RDFS_LABEL, labels_by_language
from oneplusn.graph.named_graphs import (
    DERIVED,
    EDITORIAL,
    INFERRED,
    MARKS,
    NAMES,
    ONTOLOGY,
    SCHEMES,
    STRUCTURE,
    TRANSLATIONS,
    is_asserted,
)
from oneplusn.graph.rdf import graph_name, language, literal, named_quads, sort_quads, value
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE, prefixes

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneplusn.graph.encoding.trig import Encoding

KINDS = (
    "asserted",
    "classification",
    "derived",
    "editorial",
    "inferred",
    "names",
    "ontology",
    "resolved",
    "schemes",
    "structure",
    "translations",
)
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())


def test_every_kind_of_graph_is_there(dataset: Dataset) -> None:
    """Eleven kinds of graph, none of them empty; together they are all quads."""
    counts = dataset.counts()
    assert KINDS == tuple(counts)
    assert [] == [kind for kind, count in counts.items() if not count]
    assert len(dataset.quads) == sum(counts.values())


def test_every_quad_has_a_graph_of_ours(dataset: Dataset) -> None:
    """A quad stands in the graph of a passage, in a mark of one, or in one of the eight others."""
    ours = {DERIVED, EDITORIAL, INFERRED, NAMES, ONTOLOGY, SCHEMES, STRUCTURE, TRANSLATIONS}
    known = {g.value for g in ours} | {passage.iri for passage in REPORT.passages}
    known |= {f"{passage.iri}{mark}" for passage in REPORT.passages for mark in MARKS}
    assert set() == {graph_name(quad) for quad in dataset.quads} - known


def test_quads_are_sorted_and_stand_once(dataset: Dataset) -> None:
    """The order is that of the N-Quads lines."""
    lines = [str(quad) for quad in dataset.quads]
    assert sorted(set(lines)) == lines


def test_only_the_ontology_has_blank_nodes(dataset: Dataset) -> None:
    """Every node of the data has an IRI; OWL's lists and restrictions are the exception."""
    graphs = {
        graph_name(quad)
        for quad in dataset.quads
        if ox.BlankNode in {type(quad.subject), type(quad.object)}
    }
    assert {ONTOLOGY.value} == graphs


def test_the_asserted_quads_are_the_encoded_ones(dataset: Dataset) -> None:
    """The build adds nothing to what the passages say, the names and the verdicts."""
    encoded = {quad for encoding in dataset.encodings for quad in encoding.quads}
    by_hand = {q for q in dataset.quads if is_asserted(q) or q.graph_name in {NAMES, EDITORIAL}}
    assert encoded == by_hand


def test_inferred_and_derived_triples_are_new(dataset: Dataset) -> None:
    """What the machine adds repeats no triple that stands elsewhere, not even with another type."""
    added = {INFERRED, DERIVED}
    by_graph = {
        name: {tuple(map(said, quad.triple)) for quad in dataset.quads if quad.graph_name == name}
        for name in added
    }
    given = {tuple(map(said, q.triple)) for q in dataset.quads if q.graph_name not in added}
    assert set() == by_graph[INFERRED] & (given | by_graph[DERIVED])
    assert set() == by_graph[DERIVED] & given


def said(term: object) -> tuple[str, str]:
    """Tell what a term says."""
    return value(term), language(term)


def test_each_asserted_triple_names_its_sentence(dataset: Dataset, store: ox.Store) -> None:
    """``GRAPH ?passage`` with the text of the passage answers for all asserted triples."""
    query = f"""{PREFIXES}
    SELECT ?s ?p ?o ?passage ?text WHERE {{
        GRAPH ?passage {{ ?s ?p ?o }}
        GRAPH <{STRUCTURE.value}> {{ ?passage opn:text ?text }}
    }}"""
    texts = {passage.iri: passage.text for passage in REPORT.passages}
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    found = Counter(
        (said(row["s"]), said(row["p"]), said(row["o"]), value(row["passage"]), value(row["text"]))
        for row in solutions
    )
    asserted = Counter(
        (*map(said, quad.triple), graph_name(quad), texts[graph_name(quad)])
        for quad in dataset.quads
        if is_asserted(quad)
    )
    assert asserted == found


def entities_in(quad: ox.Quad) -> set[str]:
    """List the things of a quad that the report speaks of, by the kinds that are not of ours."""
    lists = {"commitment", "comparator", "direction", "measure", "plan-category", "state"}
    lists |= {"target-kind", "time-relation", "unit"}
    types = {"document-type", "event-type", "instrument"}
    ours = {*lists, *types, "period", "scheme", "graph", "report"}
    found = set()
    for term in (quad.subject, quad.object):
        kind, slash, _ = str(getattr(term, "value", "")).removeprefix(BASE).partition("/")
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE) and slash:
            found |= {term.value} if kind not in ours else set()
    return found


def test_evidence_of_entities_is_what_the_passages_assert(dataset: Dataset) -> None:
    """``opn:statedIn`` ties each entity to the passages whose graphs speak of it, and to no other."""
    expected = {
        (entity, graph_name(quad))
        for quad in dataset.quads
        if is_asserted(quad)
        for entity in entities_in(quad)
    }
    states = {q.subject for q in dataset.quads if q.object == OPN.StateStatement}
    links = [q for q in dataset.quads if q.predicate == OPN.statedIn and q.subject not in states]
    assert expected == {(value(quad.subject), value(quad.object)) for quad in links}
    assert {DERIVED} == {quad.graph_name for quad in links}


def test_each_figure_has_a_label_in_both_languages(dataset: Dataset) -> None:
    """Figures are labelled by the build: one Chinese and one English label, none empty."""
    labels = labels_by_language(dataset.quads)
    figures = {value(quad.subject) for quad in dataset.quads if quad.predicate == OPN.asWritten}
    assert {("en", "zh")} == {tuple(sorted(labels[figure])) for figure in figures}
    incomplete = {
        figure
        for figure in figures
        for text in labels[figure].values()
        if text.startswith((":", "：")) or text.endswith((":", "："))
    }
    assert set() == incomplete


def test_a_figure_is_labelled_by_what_it_says(sample: str, quick: Callable[[str], Dataset]) -> None:
    """Both labels name indicator and period; the Chinese one quotes the expression.

    A level needs no word for what it is, and what a classifier counts no unit.
    """
    labels = labels_by_language(quick(sample).quads)
    by_slug = {iri.removeprefix(BASE): dict(found) for iri, found in labels.items()}
    indicator = by_slug["indicator/low-carbon-city-pilots"]
    period = by_slug["period/2023-H1"]
    assert {
        "zh": f"{indicator['zh']}，{period['zh']}：81个",
        "en": f"{indicator['en']}, {period['en']}: 81",
    } == by_slug["quantity/2023/test-pilots"]


def test_concepts_repeat_their_labels_for_skos(dataset: Dataset) -> None:
    """``skos:prefLabel`` of each concept in a scheme is its ``rdfs:label``."""
    skos = prefixes()["skos"]
    concepts = {q.subject for q in dataset.quads if q.predicate.value == f"{skos}inScheme"}
    labels = {
        kind: {(q.subject, q.object) for q in dataset.quads if q.predicate.value == kind}
        for kind in (f"{skos}prefLabel", RDFS_LABEL.value)
    }
    expected = {(node, label) for node, label in labels[RDFS_LABEL.value] if node in concepts}
    assert expected == labels[f"{skos}prefLabel"]
    assert concepts


def test_the_structure_repeats_the_passages(dataset: Dataset) -> None:
    """Text, offsets, order, section and kind of each passage stand in the graph."""
    found: dict[str, dict[str, str]] = {}
    for quad in dataset.quads:
        if quad.graph_name == STRUCTURE and value(quad.subject).startswith(f"{REPORT.iri}/"):
            found.setdefault(value(quad.subject), {})[quad.predicate.value] = value(quad.object)
    expected = {
        p.iri: {
            RDF_TYPE.value: OPN[p.kind].value,
            OPN.text.value: p.text,
            OPN.startOffset.value: str(p.start),
            OPN.endOffset.value: str(p.end),
            OPN.sequenceNumber.value: str(p.order),
            OPN.inSection.value: f"{REPORT.iri}/{p.section}",
            OPN.inReport.value: REPORT.iri,
        }
        for p in REPORT.passages
    }
    assert expected == {iri: found[iri] for iri in expected}


def test_building_twice_gives_the_same_quads(dataset: Dataset) -> None:
    """The build depends on its input alone."""
    assert dataset.quads == build_dataset().quads


def test_the_build_tells_its_steps(sample: str, read: Callable[[str], Encoding]) -> None:
    """Whoever waits is told what is being done, in order."""
    steps: list[str] = []
    build_dataset((read(sample),), progress=steps.append)
    assert [
        "reading the reports",
        "reading the ontology",
        "reading the encoding",
        "deriving labels and evidence",
        "inferring",
    ] == steps


def test_the_store_holds_all_quads(dataset: Dataset, store: ox.Store) -> None:
    """Loading loses nothing and changes no term: the export has no type that the store drops."""
    assert Counter(dataset.quads) == Counter(named_quads(store))
    assert len(open_store(Dataset((), ()))) == 0


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (literal("一", language="zh"), '"一"@zh'),
        (literal(3, datatype="decimal"), '"3"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (literal("x"), '"x"'),
    ],
)
def test_literals_are_made_with_language_or_type(term: ox.Literal, expected: str) -> None:
    """A language, an XSD type, or a plain string."""
    assert expected == str(term)


def test_sorting_drops_doubles() -> None:
    """A quad that is given twice stands once."""
    graph = ox.NamedNode("https://example.org/g")
    one, two = (ox.Quad(graph, RDF_TYPE, ox.NamedNode(f"https://e.org/{n}"), graph) for n in "ab")
    assert (one, two) == sort_quads([two, one, two])
