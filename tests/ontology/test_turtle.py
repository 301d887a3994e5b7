"""Turtle has one tidy form, and the files of the ontology are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from oneplusn.ontology.resources import turtle_files
from oneplusn.ontology.turtle import tidy_turtle

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

IRIS = [URIRef(f"https://example.org/{name}") for name in "abcd"]
NODES = st.sampled_from([*IRIS, *(BNode(name) for name in "xyz")])
WORDS = st.text(alphabet="ab'\"\\\n\t《零%.", max_size=6)
LITERALS = st.one_of(
    WORDS.map(Literal),
    WORDS.map(lambda word: Literal(word, lang="zh")),
    st.integers().map(Literal),
)
TRIPLES = st.tuples(NODES, st.sampled_from(IRIS), st.one_of(NODES, LITERALS))
GRAPHS = st.lists(TRIPLES, max_size=6)


def write(triples: list[tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]]) -> str:
    """Write triples as untidy Turtle."""
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph.serialize(format="ntriples")


@pytest.mark.parametrize("file", turtle_files(), ids=lambda file: file.name)
def test_every_file_is_tidy(file: Traversable) -> None:
    """Each Turtle file of the ontology is its own tidy form, so that diffs show changes alone."""
    text = file.read_text("utf-8")
    assert text == tidy_turtle(text)


@settings(max_examples=60, deadline=None)
@given(triples=GRAPHS)
def test_tidying_is_done_once(
    triples: list[tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]],
) -> None:
    """What is tidy stays as it is."""
    tidy = tidy_turtle(write(triples))
    assert tidy == tidy_turtle(tidy)


@settings(max_examples=60, deadline=None)
@given(triples=GRAPHS)
def test_tidying_changes_no_triple(
    triples: list[tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]],
) -> None:
    """The tidy form says the same as the untidy one."""
    text = write(triples)
    untidy = Graph().parse(data=text, format="turtle")
    tidy = Graph().parse(data=tidy_turtle(text), format="turtle")
    assert isomorphic(untidy, tidy)


def test_the_order_of_what_is_written_does_not_matter() -> None:
    """Two orders of the same triples have one tidy form."""
    lines = ["e:b e:p e:d .", "e:a e:p 'x' , 'w' .", "e:a e:o [ e:p e:b ] ."]
    head = "@prefix e: <http://e.org/> . "
    forms = {tidy_turtle(head + "\n".join(order)) for order in (lines, lines[::-1])}
    assert 1 == len(forms)
