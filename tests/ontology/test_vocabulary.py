"""Other people's terms are spelled in one place."""

from __future__ import annotations

import re

import pytest
from paths import ROOT
from rdflib import namespace as ns

from oneplusn.errors import UnknownTermError
from oneplusn.ontology import vocabulary
from oneplusn.ontology.namespaces import BASE, prefixes
from oneplusn.ontology.vocabulary import RDF, VOID, XSD, Vocabulary

KNOWN = {name: getattr(vocabulary, name) for name in vocabulary.__all__ if name.isupper()}
CLOSED = ("DCAT", "DCTERMS", "FOAF", "OWL", "PROV", "RDF", "RDFS", "SH", "SKOS", "VOID", "XSD")
"""Those whose terms rdflib knows, every one."""
FOREIGN = re.compile(
    r"https?://(www\.w3\.org|purl\.org|schema\.org|xmlns\.com|rdfs\.org|spdx\.org)"
)


def test_a_term_is_an_attribute_and_an_item() -> None:
    """Both ways give the node of the full IRI."""
    assert "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" == RDF.type.value
    assert RDF.type == RDF["type"]
    assert "http://rdfs.org/ns/void#class" == VOID["class"].value


@pytest.mark.parametrize("name", ["integr", "base_", "", "_terms_"])
def test_another_name_is_refused(name: str) -> None:
    """What the vocabulary does not have, or we do not use, raises, as attribute and as item."""
    for ask in (XSD.__getitem__, lambda name: getattr(XSD, name)):
        with pytest.raises(UnknownTermError, match=f"^unknown term '{name}'"):
            ask(name)


@pytest.mark.parametrize("name", CLOSED)
def test_each_term_is_one_that_the_vocabulary_has(name: str) -> None:
    """Namespace and terms are those that rdflib knows too, but for two that are too new for it."""
    ours: Vocabulary = KNOWN[name]
    theirs = getattr(ns, name)
    assert str(theirs) == ours.base
    terms = {value for key, value in vars(ours).items() if key not in {"base", "_terms"}}
    unknown = {term.value for term in terms if term.value not in theirs}
    newer = {"DCAT": {f"{ours.base}version"}, "RDF": {f"{ours.base}reifies"}}
    assert newer.get(name, set()) == unknown


def test_namespaces_are_those_of_the_prefixes() -> None:
    """A vocabulary that has a declared prefix has its namespace."""
    # Ours, such as that of agents, may have the name of somebody else's vocabulary.
    foreign = {name: iri for name, iri in prefixes().items() if not iri.startswith(BASE)}
    declared = {name.upper(): iri for name, iri in foreign.items()}
    ours = {name: each.base for name, each in KNOWN.items() if name in declared}
    assert {name: declared[name] for name in ours} == ours
    assert {"DCTERMS", "OWL", "PROV", "RDF", "RDFS", "SCHEMA", "SH", "SKOS", "XSD"} == set(ours)


def test_no_other_module_spells_them() -> None:
    """Code takes the terms from here, so that a slip cannot hide in a string."""
    folders = ("ontology", "graph", "queries", "viz", "src/oneplusn/cli")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files += (ROOT / "src" / "oneplusn").glob("*.py")
    spelling = {
        f.relative_to(ROOT).as_posix() for f in files if FOREIGN.search(f.read_text("utf-8"))
    }
    assert {"ontology/vocabulary.py"} == spelling
