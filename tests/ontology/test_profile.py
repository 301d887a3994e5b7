"""The ontology is within OWL 2 RL and OWL 2 DL, consistent, and has no empty class."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.ontology.namespaces import prefixes
from oneplusn.ontology.resources import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STUB = ox.NamedNode("https://w3id.org/oneplusn/ontology/skos-stub")
PROGRAM = """
import java.io.*;
import java.nio.charset.StandardCharsets;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.*;
import org.semanticweb.owlapi.profiles.*;

public class Profile {
    public static void main(String[] none) throws Exception {
        BufferedReader files = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            check(new File(file));
            System.out.println("END");
        }
    }

    static void check(File file) throws Exception {
        OWLOntology ontology = OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(file);
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
END = "END\n"
SECONDS = 120


@pytest.fixture(scope="module")
def java(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start one Java process for all checks: compiling and starting take longer than checking.

    Skip where there is no Java or no HermiT.
    """
    program, found = shutil.which("java"), find_spec("owlready2")
    if program is None:
        pytest.skip("no Java: the OWL profile and HermiT's verdict are not checked")
    if found is None or found.origin is None:
        pytest.skip("no owlready2: HermiT is not here")
    jar = Path(found.origin).parent / "hermit" / "HermiT.jar"
    folder = tmp_path_factory.mktemp("profile")
    source, errors = folder / "Profile.java", folder / "errors"
    source.write_text(PROGRAM, encoding="utf-8")
    with (
        errors.open("wb") as log,
        subprocess.Popen(
            [program, "-Dfile.encoding=UTF-8", "-cp", str(jar), str(source)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        ) as process,
    ):
        yield process, folder


@pytest.fixture
def check(
    java: tuple[subprocess.Popen[str], Path],
) -> Iterator[Callable[[Iterable[ox.Triple]], list[str]]]:
    """Give a check by OWLAPI and HermiT, which is stopped where it takes too long."""
    process, folder = java
    timer = Timer(SECONDS, process.kill)
    timer.start()
    yield lambda triples: answer(process, folder, triples)
    timer.cancel()


def answer(process: subprocess.Popen[str], folder: Path, triples: Iterable[ox.Triple]) -> list[str]:
    """Return the lines that the Java process prints of an ontology."""
    assert process.stdin is not None
    assert process.stdout is not None
    # This OWLAPI reads Turtle of 2011, without the keyword PREFIX.
    file = folder / "ontology.ttl"
    to_rdflib_graph(triples).serialize(file, format="turtle")
    process.stdin.write(f"{file}\n")
    process.stdin.flush()
    *lines, last = _through(process.stdout)
    assert (END, "") == (last, (folder / "errors").read_text("utf-8"))
    return [line.removesuffix("\n") for line in lines]


def _through(output: Iterable[str]) -> Iterator[str]:
    """Yield lines up to the last of an answer; of a process that ends, an empty one instead."""
    for line in output:
        yield line
        if line == END:
            return
    yield ""


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
