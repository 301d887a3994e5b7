"""Each export says exactly what the dataset says, in the same bytes on each run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from oneplusn.errors import UnknownNameError
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph, to_rdflib_term
from oneplusn.graph.export.serialize import EXPORTS, serialize
from oneplusn.graph.export.turtle import write_trig, write_turtle
from oneplusn.graph.named_graphs import STRUCTURE
from oneplusn.graph.rdf import graph_name, node, sort_quads
from oneplusn.ontology.namespaces import prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

XSD = "http://www.w3.org/2001/XMLSchema#"
PARSERS = {"jsonld": "json-ld", "nquads": "nquads", "trig": "trig", "turtle": "turtle"}
HASHES = """
import hashlib
from oneplusn.graph.dataset import build_dataset
from oneplusn.graph.export.serialize import EXPORTS, serialize
dataset = build_dataset()
for form in sorted(EXPORTS):
    print(form, hashlib.sha256(serialize(dataset, form).encode()).hexdigest())
"""

Triples = set[tuple[object, ...]]


def ground(graph: Iterable[tuple[object, ...]]) -> Triples:
    """Return the triples without blank nodes."""
    return {triple for triple in graph if rdflib.BNode not in set(map(type, triple))}


def blank(graph: Iterable[tuple[object, ...]]) -> rdflib.Graph:
    """Return the triples with blank nodes, which only the ontology has, as a graph."""
    found = rdflib.Graph()
    for triple in graph:
        if rdflib.BNode in set(map(type, triple)):
            found.add(triple)  # type: ignore[arg-type]
    return found


def parse(text: str, form: str) -> dict[str, rdflib.Graph]:
    """Read an export with rdflib into its named graphs."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=PARSERS[form])
    graphs = {str(graph.identifier): graph for graph in dataset.graphs()}
    return {name: graph for name, graph in graphs.items() if len(graph)}


@pytest.fixture(scope="module")
def graphs(dataset: Dataset) -> dict[str, rdflib.Graph]:
    """Convert the real quads, graph by graph."""
    names = sorted({graph_name(quad) for quad in dataset.quads})
    found: dict[str, list[ox.Triple]] = {name: [] for name in names}
    for quad in dataset.quads:
        found[graph_name(quad)].append(quad.triple)
    return {name: to_rdflib_graph(triples) for name, triples in found.items()}


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_an_export_reads_back_graph_by_graph(
    dataset: Dataset, graphs: dict[str, rdflib.Graph], form: str
) -> None:
    """Each graph comes back with its name and its triples."""
    found = parse(serialize(dataset, form), form)
    assert {n: ground(graph) for n, graph in graphs.items()} == {
        n: ground(graph) for n, graph in found.items()
    }
    assert [] == [n for n in graphs if not isomorphic(blank(graphs[n]), blank(found[n]))]


def test_turtle_reads_back_as_the_union(dataset: Dataset) -> None:
    """The single file has every triple of every graph once."""
    expected = to_rdflib_graph({quad.triple for quad in dataset.quads})
    found = rdflib.Graph().parse(data=serialize(dataset, "turtle"), format="turtle")
    assert ground(expected) == ground(found)
    assert isomorphic(blank(expected), blank(found))


@pytest.mark.parametrize("form", ["trig", "turtle"])
def test_prefixes_are_sorted_and_each_is_used(dataset: Dataset, form: str) -> None:
    """The head declares in order what the body needs, and nothing else."""
    lines = serialize(dataset, form).splitlines()
    head = [line.split(" ")[1] for line in lines if line.startswith("@prefix ")]
    body = "\n".join(lines[len(head) :])
    assert [f"{name}:" for name in prefixes() if f"{name}:" in body] == head


def test_turtle_declares_a_namespace_of_the_caller() -> None:
    """A term of another vocabulary is written with the prefix that is given for it."""
    term, other = node("https://example.org/a"), {"ex": "https://example.org/", "no": "e:no/"}
    expected = "@prefix ex: <https://example.org/> .\nex:a ex:a ex:a .\n"
    assert expected == write_turtle([ox.Triple(term, term, term)], namespaces=other)


def test_trig_is_in_the_order_of_graphs_whatever_comes_in() -> None:
    """Quads in any order give the same text, graph after graph."""
    quads = [
        ox.Quad(node(f"https://e.org/{s}"), node("https://e.org/p"), ox.Literal(s), node(f"g:{g}"))
        for s in "ba"
        for g in "21"
    ]
    assert "".join(
        f"<g:{g}> {{\n"
        '\t<https://e.org/a> <https://e.org/p> "a" .\n'
        '\t<https://e.org/b> <https://e.org/p> "b" .\n'
        "}\n"
        for g in "12"
    ) == write_trig(quads)


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_an_export_reads_back_with_the_other_library(dataset: Dataset, form: str) -> None:
    """Pyoxigraph reads the same quads back, blank nodes by their canonical names."""
    media = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}[form]
    found = ox.Dataset(ox.parse(serialize(dataset, form), format=media))
    expected = ox.Dataset(dataset.quads)
    for quads in (expected, found):
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert sort_quads(expected) == sort_quads(found)


def test_nquads_are_sorted_lines(dataset: Dataset) -> None:
    """One line a quad, sorted, so that two releases can be compared line by line."""
    lines = serialize(dataset, "nquads").splitlines()
    assert len(dataset.quads) == len(lines)
    assert [str(quad) for quad in dataset.quads] == [line.removesuffix(" .") for line in lines]


def test_jsonld_declares_every_prefix(dataset: Dataset) -> None:
    """The context is the list of prefixes."""
    document = json.loads(serialize(dataset, "jsonld"))
    assert dict(prefixes()) == document["@context"]


def test_exports_do_not_hang_on_the_hash_seed() -> None:
    """Two runs with different hash seeds write the same bytes in every format."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", HASHES],
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for seed in ("0", "1")
    ]
    one, two = (run.communicate()[0] for run in runs)
    assert sorted(EXPORTS) == [line.split()[0] for line in one.splitlines()]
    assert one == two


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_an_empty_dataset_can_be_written(form: str) -> None:
    """Nothing but prefixes is written, and it can be read."""
    text = serialize(Dataset((), ()), form)
    assert {} == parse(text, form)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("turtel", "unknown format 'turtel'; did you mean turtle?"),
        ("xml", "unknown format 'xml'"),
        ("", "unknown format ''"),
    ],
)
def test_an_unknown_format_is_refused(form: str, message: str) -> None:
    """The message has near names, where there are any."""
    with pytest.raises(UnknownNameError) as caught:
        serialize(Dataset((), ()), form)
    assert message == str(caught.value)


NASTY = [
    'quote " and \\ backslash',
    "line\nbreak\ttab\r",
    "“1+N”政策体系",
    "'''\"\"\"",
    "",
    "{ } ; , . #",
    "\U0001f600",
]


@pytest.fixture
def nasty() -> Dataset:
    """Make a dataset of literals that are hard to write."""
    subject, predicate = node("https://example.org/s"), node("https://example.org/p")
    terms = [ox.Literal(text) for text in NASTY]
    terms += [ox.Literal(text, language="zh") for text in NASTY]
    terms += [
        ox.Literal(lexical, datatype=node(XSD + kind))
        for lexical, kind in (
            ("365000000", "decimal"),
            ("17.50", "decimal"),
            ("2022-06", "gYearMonth"),
            ("2022", "gYear"),
            ("2022-06-30", "date"),
            ("7", "nonNegativeInteger"),
            ("true", "boolean"),
        )
    ]
    return Dataset(sort_quads(ox.Quad(subject, predicate, term, STRUCTURE) for term in terms), ())


@pytest.mark.parametrize("form", ["jsonld", "nquads", "trig"])
def test_hard_literals_come_back(nasty: Dataset, form: str) -> None:
    """Quotes, line breaks, types and their lexical forms survive writing and reading."""
    media = {
        "jsonld": ox.RdfFormat.JSON_LD,
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
    }[form]
    assert nasty.quads == sort_quads(ox.parse(serialize(nasty, form), format=media))


def test_hard_literals_come_back_from_turtle(nasty: Dataset) -> None:
    """The same for the union."""
    parsed = ox.parse(serialize(nasty, "turtle"), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in nasty.quads} == {quad.triple for quad in parsed}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (ox.NamedNode("https://e.org/a"), rdflib.URIRef("https://e.org/a")),
        (ox.BlankNode("b"), rdflib.BNode("b")),
        (ox.Literal("x"), rdflib.Literal("x")),
        (ox.Literal("甲", language="zh"), rdflib.Literal("甲", lang="zh")),
        (
            ox.Literal("17.50", datatype=node(f"{XSD}decimal")),
            rdflib.Literal("17.50", datatype=rdflib.URIRef(f"{XSD}decimal"), normalize=False),
        ),
    ],
)
def test_terms_are_converted(
    term: object, expected: rdflib.URIRef | rdflib.BNode | rdflib.Literal
) -> None:
    """Each kind of term has its counterpart, and a number keeps its lexical form."""
    found = to_rdflib_term(term)
    assert (expected, str(expected)) == (found, str(found))


def test_what_is_no_term_is_refused() -> None:
    """Variables and plain strings are not terms."""
    with pytest.raises(ValueError, match=r"^Unexpected RDF term: 'x'$"):
        to_rdflib_term("x")


@pytest.mark.parametrize("form", ["jsonld", "nquads", "trig"])
def test_an_export_has_each_graph_with_its_size(
    quick: Callable[[str], Dataset], sample: str, form: str
) -> None:
    """Every graph keeps its name and its size."""
    small = quick(sample)
    quads = small.quads
    names = {graph_name(quad) for quad in quads}
    expected = {n: len({q.triple for q in quads if graph_name(q) == n}) for n in names}
    found = {name: len(graph) for name, graph in parse(serialize(small, form), form).items()}
    assert expected == found
