"""Prefixes and the closed namespace of the ontology."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from oneplusn.errors import UnknownTermError
from oneplusn.ontology.namespaces import (
    BASE,
    OPN,
    RDF_TYPE,
    ClosedNamespace,
    prefixes,
    shorten,
)
from oneplusn.ontology.resources import ontology_triples, scheme_triples


def test_prefixes_are_sorted_and_one_to_one() -> None:
    """No two prefixes share a namespace, and their order is fixed."""
    known = prefixes()
    assert sorted(known) == list(known)
    assert len(known) == len(set(known.values()))


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [
        ("opn", "https://w3id.org/oneplusn/ontology#"),
        ("policy", "https://w3id.org/oneplusn/policy/"),
        ("quantity", "https://w3id.org/oneplusn/quantity/"),
        ("graph", "https://w3id.org/oneplusn/graph/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ],
)
def test_published_prefixes_stay(prefix: str, namespace: str) -> None:
    """The namespaces that consumers rely on do not change."""
    assert namespace == prefixes()[prefix]


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (f"{BASE}policy/one-plus-n", "policy:one-plus-n"),
        (f"{BASE}ontology#PolicyDocument", "opn:PolicyDocument"),
        (f"{BASE}policy/a/b", f"<{BASE}policy/a/b>"),
        (f"{BASE}policy/a#b", f"<{BASE}policy/a#b>"),
        (f"{BASE}report/2023/2.2/p1/s1", f"<{BASE}report/2023/2.2/p1/s1>"),
        ("https://example.org/x", "<https://example.org/x>"),
        ("", "<>"),
    ],
)
def test_iris_are_shortened_where_turtle_allows_it(iri: str, written: str) -> None:
    """A declared prefix is used only if what is left is a plain local name."""
    assert written == shorten(iri)


@pytest.mark.parametrize("prefix", sorted(prefixes()))
def test_every_prefix_shortens_its_own_names(prefix: str) -> None:
    """The longest fitting namespace wins, so that a name comes back to its prefix."""
    assert f"{prefix}:thing" == shorten(f"{prefixes()[prefix]}thing")


def test_terms_are_attributes_and_items() -> None:
    """A declared term is found under its local name, either way."""
    expected = ox.NamedNode(f"{BASE}ontology#issuedBy")
    assert [expected, expected] == [OPN.issuedBy, OPN["issuedBy"]]


def test_a_misspelt_term_raises_with_near_names() -> None:
    """A typo is found where it is made, and the message helps."""
    with pytest.raises(UnknownTermError, match=r"^unknown term 'isuedBy'; did you mean issuedBy"):
        _ = OPN.isuedBy


def test_the_namespace_holds_what_is_declared_alone() -> None:
    """Membership goes by declaration, not by the beginning of the IRI."""
    terms = {
        "declared": OPN.PolicyDocument,
        "as text": f"{BASE}ontology#PolicyDocument",
        "misspelt": ox.NamedNode(f"{BASE}ontology#Polciy"),
        "elsewhere": ox.NamedNode("https://example.org/Policy"),
        "bare name": "Policy",
    }
    expected = {
        "declared": True,
        "as text": True,
        "misspelt": False,
        "elsewhere": False,
        "bare name": False,
    }
    assert expected == {name: term in OPN for name, term in terms.items()}


def test_every_name_can_be_had() -> None:
    """Each declared name gives the term of that name."""
    assert OPN.names == {OPN[name].value.rpartition("#")[2] for name in OPN.names}


def test_the_names_are_those_of_the_statements() -> None:
    """They are read from lines of the files; a parser finds the same ones."""
    base = f"{BASE}ontology#"
    parsed = {
        triple.subject.value.removeprefix(base)
        for triple in (*ontology_triples(), *scheme_triples())
        if triple.predicate == RDF_TYPE and str(triple.subject).startswith(f"<{base}")
        if isinstance(triple.subject, ox.NamedNode)
    }
    assert parsed == OPN.names


def test_an_empty_namespace_has_no_names() -> None:
    """A base that the ontology never uses declares nothing and offers nothing."""
    nowhere = ClosedNamespace("https://example.org/")
    assert frozenset() == nowhere.names
    assert not hasattr(nowhere, "Policy")
