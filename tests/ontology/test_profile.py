"""The ontology is within OWL 2 RL and OWL 2 DL, consistent, and has no empty class."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from importlib.util import find_spec
from itertools import combinations, product
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, URIRef

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.ontology.namespaces import OPN, prefixes
from oneplusn.ontology.resources import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STUB = ox.NamedNode("https://w3id.org/oneplusn/ontology/skos-stub")
PROGRAM = """
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.*;
import org.semanticweb.owlapi.profiles.*;

public class Profile {
    public static void main(String[] none) throws Exception {
        BufferedReader files = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            OWLOntology ontology = OWLManager.createOWLOntologyManager()
                .loadOntologyFromOntologyDocument(new File(file));
            if (ontology.getIndividualsInSignature().isEmpty()) check(ontology);
            else judge(ontology);
            System.out.println("END");
        }
    }

    // What is said of the things of one name space is judged by itself.
    static void judge(OWLOntology ontology) throws Exception {
        Set<OWLAxiom> terms = new HashSet<>();
        Map<String, Set<OWLAxiom>> worlds = new TreeMap<>();
        for (OWLAxiom axiom : ontology.getAxioms()) {
            Set<OWLNamedIndividual> things = axiom.getIndividualsInSignature();
            if (things.isEmpty()) terms.add(axiom);
            for (OWLNamedIndividual thing : things)
                worlds.computeIfAbsent(thing.getIRI().getStart(), none -> new HashSet<>())
                    .add(axiom);
        }
        for (Map.Entry<String, Set<OWLAxiom>> world : worlds.entrySet()) {
            Set<OWLAxiom> axioms = new HashSet<>(terms);
            axioms.addAll(world.getValue());
            OWLOntology one = OWLManager.createOWLOntologyManager().createOntology(axioms);
            System.out.println(world.getKey() + " " + new Reasoner(one).isConsistent());
        }
    }

    static void check(OWLOntology ontology) {
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
BAD = Path(__file__).with_name("bad.ttl")
WORLD = "https://example.org/{}/"
# Siblings that may have a member in common, with the reason.
OVERLAPPING = {
    ("Agent", "Place"),  # a country both acts and lies somewhere
    ("Fund", "InternationalOrganization"),
    # Whoever issues something; members are found by the reasoner.
    ("AgentGroup", "IssuingBody"),
    ("IssuingBody", "Organization"),
    ("IssuingBody", "Person"),
    ("IssuingBody", "Polity"),
    ("Stage", "Status"),  # both may be suspended
}


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


def parsed(text: str, base: str | None = None) -> list[ox.Triple]:
    """Read Turtle that uses our prefixes and declares none."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    quads = ox.parse(head + text, format=ox.RdfFormat.TURTLE, base_iri=base)
    return [quad.triple for quad in quads]


def changed(text: str) -> list[ox.Triple]:
    """Add axioms to the ontology."""
    return [*terms(), *parsed(text)]


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
                "opn:Treaty rdfs:subClassOf [ a owl:Restriction ; owl:onProperty opn:issuedBy ;"
                " owl:someValuesFrom opn:Agent ] ."
            ),
            "OWL 2 RL: ",
        ),
        ("opn:Treaty rdfs:subClassOf opn:Undeclared .", "OWL 2 DL: "),
        (
            "opn:Market rdfs:subClassOf opn:Place .",
            "empty: https://w3id.org/oneplusn/ontology#Market",
        ),
    ],
)
def test_a_breach_is_seen(
    check: Callable[[Iterable[ox.Triple]], list[str]], added: str, expected: str
) -> None:
    """An axiom outside a profile, an empty class and a contradiction are each reported."""
    assert any(line.startswith(expected) for line in check(changed(added)))


def worlds() -> dict[str, str]:
    """Read the file of nonsense: what each block is about → its triples in Turtle."""
    blocks = BAD.read_text("utf-8").strip().split("\n\n")
    return dict(block.removeprefix("# ").split("\n", 1) for block in blocks)


def test_nonsense_is_inconsistent(check: Callable[[Iterable[ox.Triple]], list[str]]) -> None:
    """Each block of nonsense contradicts the ontology, each that says so does not."""
    blocks = list(worlds().items())
    triples = [
        *terms(),
        *(
            triple
            for number, (_, text) in enumerate(blocks)
            for triple in parsed(text, base=WORLD.format(number))
        ),
    ]
    expected = {
        f"{WORLD.format(number)} {str(title.startswith('Consistent: ')).lower()}": title
        for number, (title, _) in enumerate(blocks)
    }
    verdicts = check(triples)
    assert [] == [title for line, title in expected.items() if line not in verdicts]
    assert sorted(expected) == sorted(verdicts)


def test_siblings_are_disjoint() -> None:
    """Two classes of one parent, or without one, share no member but where that is meant."""
    disjoint = {frozenset(pair) for group in disjoint_sets() for pair in combinations(group, 2)}
    parents = ancestors()
    open_pairs = {
        (one, other)
        for children in kinds().values()
        for one, other in combinations(sorted(children), 2)
        if disjoint.isdisjoint(map(frozenset, product(parents[one], parents[other])))
    }
    assert open_pairs == OVERLAPPING


def disjoint_sets() -> list[set[str]]:
    """List the sets of disjoint classes, by local name."""
    graph = to_rdflib_graph(terms())
    heads = (
        head
        for node in graph.subjects(RDF.type, OWL.AllDisjointClasses)
        for head in graph.objects(node, OWL.members)
    )
    return [{str(name).rpartition("#")[2] for name in graph.items(head)} for head in heads]


def ancestors() -> dict[str, set[str]]:
    """Give each class with all that it is below, itself among them, by local name."""
    graph = to_rdflib_graph(terms())
    return {
        str(name).rpartition("#")[2]: {
            str(each).rpartition("#")[2] for each in graph.transitive_objects(name, RDFS.subClassOf)
        }
        for name in graph.subjects(RDF.type, OWL.Class)
    }


def kinds() -> dict[str, set[str]]:
    """Group our classes by each parent that is ours, if they have one: by local name."""
    graph, groups = to_rdflib_graph(terms()), defaultdict(set)
    classes = {str(name) for name in graph.subjects(RDF.type, OWL.Class) if name in OPN}
    for name in classes:
        above = {str(one) for one in graph.objects(URIRef(name), RDFS.subClassOf)} & classes
        for parent in above or {""}:
            groups[parent.rpartition("#")[2]].add(name.rpartition("#")[2])
    return groups
