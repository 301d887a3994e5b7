"""The ontology is within OWL 2 RL and OWL 2 DL, consistent, and has no empty class."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.ontology.namespaces import prefixes
from oneplusn.ontology.resources import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STUB = ox.NamedNode("https://w3id.org/oneplusn/ontology/skos-stub")
PROGRAM = """
import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.*;
import org.semanticweb.owlapi.profiles.*;

public class Profile {
    public static void main(String[] files) throws Exception {
        OWLOntology ontology = OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(new File(files[0]));
        for (OWLProfile profile : new OWLProfile[] {new OWL2DLProfile(), new OWL2RLProfile()})
            for (OWLProfileViolation found : profile.checkOntology(ontology).getViolations())
                System.out.println(profile.getName() + ": " + found);
        Reasoner reasoner = new Reasoner(ontology);
        System.out.println("axioms: " + ontology.getLogicalAxiomCount());
        System.out.println("consistent: " + reasoner.isConsistent());
        if (reasoner.isConsistent())
            for (OWLClass empty : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())
                System.out.println("empty: " + empty.getIRI());
    }
}
"""


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[ox.Triple]], list[str]]:
    """Give a check by OWLAPI and HermiT; skip where there is no Java or no HermiT."""
    java, found = shutil.which("java"), find_spec("owlready2")
    if java is None:
        pytest.skip("no Java: the OWL profile and HermiT's verdict are not checked")
    if found is None or found.origin is None:
        pytest.skip("no owlready2: HermiT is not here")
    jar = Path(found.origin).parent / "hermit" / "HermiT.jar"
    folder = tmp_path_factory.mktemp("profile")
    program = folder / "Profile.java"
    program.write_text(PROGRAM, encoding="utf-8")

    def checked(triples: Iterable[ox.Triple]) -> list[str]:
        # This OWLAPI reads Turtle of 2011, without the keyword PREFIX.
        file = folder / "ontology.ttl"
        to_rdflib_graph(triples).serialize(file, format="turtle")
        command = [java, "-cp", str(jar), str(program), str(file)]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=120
        )
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout.splitlines()

    return checked


def terms() -> list[ox.Triple]:
    """Take the ontology and SKOS's axioms as one ontology with one header."""
    return [triple for triple in ontology_triples() if triple.subject != STUB]


def changed(text: str) -> list[ox.Triple]:
    """Add axioms to the ontology."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    added = ox.parse(head + text, format=ox.RdfFormat.TURTLE)
    return [*terms(), *(quad.triple for quad in added)]


def test_the_ontology_is_within_its_profiles(
    check: Callable[[Iterable[ox.Triple]], list[str]],
) -> None:
    """No violation of OWL 2 DL or RL, and under HermiT consistent without an empty class."""
    axioms, *rest = check(terms())
    assert rest == ["consistent: true"]
    assert int(axioms.removeprefix("axioms: ")) > 250


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        (
            (
                "opn:Plan rdfs:subClassOf [ a owl:Restriction ; owl:onProperty opn:issuedBy ;"
                " owl:someValuesFrom opn:Agent ] ."
            ),
            "OWL 2 RL: ",
        ),
        ("opn:Plan rdfs:subClassOf opn:Undeclared .", "OWL 2 DL: "),
        (
            "opn:Meeting rdfs:subClassOf opn:Place .",
            "empty: https://w3id.org/oneplusn/ontology#Meeting",
        ),
        ("opn:x a opn:Plan , opn:Meeting .", "consistent: false"),
    ],
)
def test_a_breach_is_seen(
    check: Callable[[Iterable[ox.Triple]], list[str]], added: str, expected: str
) -> None:
    """An axiom outside a profile, an empty class and a contradiction are each reported."""
    assert any(line.startswith(expected) for line in check(changed(added)))
