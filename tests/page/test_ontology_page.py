"""The page of the ontology has every term, in both languages, and is sound HTML of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.graph.dataset import Dataset, build_dataset
from oneplusn.graph.named_graphs import is_asserted, is_inferred
from oneplusn.graph.rdf import graph_name, language, literal, node, value
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.ontology.resources import ontology_triples, scheme_triples, term_triples
from oneplusn.ontology.vocabulary import OWL, RDFS
from oneplusn.viz.ontology_page import render as docs_page
from oneplusn.viz.ontology_page.axiom_words import class_facts, phrase, property_facts
from oneplusn.viz.ontology_page.diagram import draw
from oneplusn.viz.ontology_page.index import Index
from oneplusn.viz.ontology_page.render import render_docs
from oneplusn.viz.ontology_page.terms import read_terms, trees
from oneplusn.viz.ontology_page.usage import Usage

if TYPE_CHECKING:
    from pathlib import Path

    from oneplusn.viz.ontology_page.model import AxiomLine, Term

LABEL = node("http://www.w3.org/2000/01/rdf-schema#label")
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&"
VOID = {"br", "hr", "img", "input", "link", "meta"}
HASH = """
import hashlib
from oneplusn.graph.dataset import build_dataset
from oneplusn.viz.ontology_page.render import render_docs
print(hashlib.sha256(render_docs(build_dataset()).encode()).hexdigest())
"""


class Reader(HTMLParser):
    """Collect the elements of a page, their text, and the language that holds for it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str, tuple[str, ...]]] = []
        self.open: list[tuple[str, str]] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        found = {name: text or "" for name, text in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            outer = self.open[-1][1] if self.open else ""
            self.open.append((tag, found.get("lang", outer)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of SVG that closes itself."""
        self.elements.append((tag, {name: text or "" for name, text in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Note an end that fits no beginning."""
        if not self.open or self.open.pop()[0] != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        """Note text with its language and the elements around it."""
        if data.strip():
            around = tuple(tag for tag, _ in self.open)
            self.texts.append((data, self.open[-1][1] if self.open else "", around))

    def values(self, name: str, *, tag: str = "") -> list[str]:
        """List the values of an attribute."""
        return [found[name] for kind, found in self.elements if name in found and tag in {"", kind}]


@pytest.fixture(scope="module")
def html(dataset: Dataset) -> str:
    """Render the real page."""
    return render_docs(dataset)


@pytest.fixture(scope="module")
def found(html: str) -> Reader:
    """Read the real page."""
    return Reader(html)


@pytest.fixture(scope="module")
def axioms() -> Index:
    """Index the ontology alone."""
    return Index(ontology_triples())


@pytest.fixture(scope="module")
def usage(dataset: Dataset) -> Usage:
    """Count and collect over the real data."""
    return Usage(dataset.quads, dataset.reports, Index(quad.triple for quad in dataset.quads))


@pytest.fixture(scope="module")
def terms(axioms: Index, usage: Usage) -> dict[str, Term]:
    """Read the terms by anchor."""
    return {term.anchor: term for term in read_terms(axioms, usage)}


def said(lines: tuple[AxiomLine, ...], language: str) -> list[str]:
    """Write lines as plain text in one language."""
    return [
        "".join(
            part if isinstance(part, str) else getattr(part.name, language)
            for part in getattr(line, language)
        )
        for line in lines
    ]


def declared() -> set[str]:
    """List the classes and properties of the ontology file."""
    names = ("AnnotationProperty", "Class", "DatatypeProperty", "ObjectProperty")
    kinds = {OWL[kind].value for kind in names}
    declarations = [t for t in term_triples() if t.predicate == RDF_TYPE]
    iris = {value(t.subject) for t in declarations if value(t.object) in kinds}
    return {iri for iri in iris if iri.startswith(f"{BASE}ontology#")}


def test_every_term_has_its_article_and_anchor(found: Reader) -> None:
    """The fragment of each IRI leads to its article; there are no others."""
    articles = found.values("id", tag="article")
    assert sorted(iri.rpartition("#")[2] for iri in declared()) == sorted(articles)
    assert len(articles) > 150


def test_every_concept_has_its_anchor(found: Reader) -> None:
    """Concepts of the schemes are there too, those of the ontology's namespace by their fragment."""
    concepts = {
        value(t.subject) for t in scheme_triples() if t.predicate.value.endswith("#inScheme")
    }
    anchors = {
        iri.rpartition("#")[2] if "#" in iri else iri.removeprefix(BASE).replace("/", "-", 1)
        for iri in concepts
    }
    assert len(anchors) == len(concepts) > 300
    assert set() == anchors - set(found.values("id"))


def test_ids_are_unique_and_links_lead_somewhere(found: Reader) -> None:
    """No internal link is broken, and no two elements share an id."""
    ids = found.values("id")
    assert [] == [name for name, count in Counter(ids).items() if count > 1]
    links = [href for href in found.values("href") if href.startswith("#")]
    assert len(links) > 1000
    assert set() == {href[1:] for href in links} - set(ids)
    labelled = {name for text in found.values("aria-labelledby") for name in text.split()}
    assert set() == labelled - set(ids)


def test_elements_are_balanced(found: Reader) -> None:
    """Each element that is opened is closed, in order."""
    assert ([], []) == (found.unbalanced, found.open)


def test_nothing_is_fetched(html: str, found: Reader) -> None:
    """No script runs, nothing is loaded: links are for readers to follow."""
    tags = {tag for tag, _ in found.elements}
    assert set() == tags & {"audio", "base", "embed", "form", "iframe", "img", "link", "object"}
    assert [{"type": "application/ld+json"}] == [a for tag, a in found.elements if tag == "script"]
    assert [] == [name for name in ("src", "srcset", "style", "ping") if found.values(name)]
    assert [] == [n for _, a in found.elements for n in a if n.startswith("on")]
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"@import|url\(|image-set", style)
    schemes = {href.partition(":")[0] for href in found.values("href") if not href.startswith("#")}
    assert {"http", "https"} == schemes


def test_the_policy_allows_the_style_alone(html: str, found: Reader) -> None:
    """The content policy has the hash of the style sheet as it stands in the page."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metas = [a for tag, a in found.elements if tag == "meta"]
    assert [policy] == [a["content"] for a in metas if "http-equiv" in a]


def test_landmarks_and_headings_are_in_order(found: Reader) -> None:
    """One main part, one navigation, one first heading, and no level is skipped."""
    tags = Counter(tag for tag, _ in found.elements)
    assert {"h1": 1, "main": 1, "nav": 1, "footer": 1} == {
        tag: tags[tag] for tag in ("h1", "main", "nav", "footer")
    }
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert (1, []) == (levels[0], skipped)


def test_languages_are_marked(found: Reader) -> None:
    """Chinese text stands in Chinese elements; English ones have none of it."""
    assert {"zh", "en", ""} == set(found.values("lang"))
    wrong = [
        text
        for text, spoken, around in found.texts
        if spoken == "en" and re.search("[\u4e00-\u9fff]", text) and "style" not in around
    ]
    assert [] == wrong


def test_text_in_latin_letters_is_not_called_chinese(found: Reader, dataset: Dataset) -> None:
    """English words are marked as English: what the root's language covers alone is numbers."""
    names = {value(q.object) for q in dataset.quads if language(q.object) == "zh"}
    quoted = {passage.text for passage in REPORT.passages} | names
    loose = {
        text
        for text, spoken, around in found.texts
        if spoken == "zh"
        and re.search("[A-Za-z]{3}", text)
        and not re.search("[\u4e00-\u9fff]", text)
        and not {"style", "script", "title"} & set(around)
        and text not in quoted
    }
    assert {"CC BY 4.0", "IRI"} >= loose


def test_tables_and_regions_can_be_used(found: Reader) -> None:
    """Heads of tables have a scope; what scrolls can be reached by keyboard and has a name."""
    assert {"col"} == {a.get("scope") for tag, a in found.elements if tag == "th"}
    regions = [a for _, a in found.elements if a.get("role") == "region"]
    assert regions
    assert [] == [a for a in regions if a.get("tabindex") != "0" or "aria-labelledby" not in a]
    assert 1 == sum("skip" in a.get("class", "") for tag, a in found.elements if tag == "a")


def luminance(colour: str) -> float:
    """Compute the relative luminance of ``#rrggbb``, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(theme: int) -> None:
    """Text has a contrast of at least 4.5 with each ground that it stands on, lines of 3."""
    style = (files("oneplusn.viz.ontology_page") / "page.css").read_text("utf-8")
    block = style.split(":root {")[theme + 1].partition("}")[0]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    wanted = {"ink": 4.5, "quiet": 4.5, "accent": 4.5, "first": 3, "second": 3, "third": 3}
    low = {
        (text, ground)
        for text, least in wanted.items()
        for ground in ("paper", "raised", "note")
        if contrast(colours[text], colours[ground]) < least
    }
    assert set() == low


def contrast(one: str, two: str) -> float:
    """Compute the contrast of two colours."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21; grey #767676 on white just passes."""
    assert [21.0, 4.54] == [round(contrast(c, "#ffffff"), 2) for c in ("#000000", "#767676")]


def test_hostile_names_are_escaped(
    dataset: Dataset, axioms: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label cannot open a tag or end the script element, wherever it comes from."""
    report = f"{BASE}report/2023"
    names = [
        ox.Triple(OPN.PolicyDocument, LABEL, literal(HOSTILE, language=key)) for key in ("zh", "en")
    ]
    rest = [
        t for t in ontology_triples() if (t.subject, t.predicate) != (OPN.PolicyDocument, LABEL)
    ]
    monkeypatch.setattr(docs_page, "ontology_triples", lambda: (*rest, *names))
    quads = [q for q in dataset.quads if (value(q.subject), q.predicate) != (report, LABEL)]
    quads.append(
        ox.Quad(node(report), LABEL, literal(HOSTILE, language="zh"), node(f"{BASE}graph/names"))
    )
    html = render_docs(Dataset(tuple(quads), ()))
    read = Reader(html)
    assert "<img" not in html
    assert ([], []) == (read.unbalanced, read.open)
    assert [] == [tag for tag, _ in read.elements if tag == "img"]
    assert 5 <= sum(text == HOSTILE for text, _, _ in read.texts)
    assert axioms.name(OPN.PolicyDocument.value).en == "Policy Document"


def test_the_description_for_search_engines_has_every_term(found: Reader) -> None:
    """The JSON-LD in the head names each term with its names and definitions."""
    text = next(text for text, _, around in found.texts if "script" in around)
    described = json.loads(text)
    assert ("https://schema.org", "DefinedTermSet", f"{BASE}ontology") == (
        described["@context"],
        described["@type"],
        described["@id"],
    )
    assert declared() == {term["@id"] for term in described["hasDefinedTerm"]}
    spoken = {
        tuple(name["@language"] for name in term[key])
        for term in described["hasDefinedTerm"]
        for key in ("name", "description")
    }
    assert {("zh", "en")} == spoken


def test_both_languages_say_what_a_term_means(html: str) -> None:
    """Each label, definition and note of the ontology file stands in the page."""
    parts = ("#label", "#definition", "#scopeNote", "#editorialNote")
    plain = html.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    missing = [
        value(t.object)
        for t in term_triples()
        if t.predicate.value.endswith(parts) and value(t.object) not in plain
    ]
    assert [] == missing


def test_axioms_are_told_in_words(axioms: Index) -> None:
    """A property with inverse and domain, in both languages."""
    facts = property_facts(axioms, OPN.issuedBy.value)
    assert [
        "有此属性的都属于文件。",
        "其值都属于行为主体。",
        "反向关系：发布。",
    ] == said(facts, "zh")
    assert [
        "Whatever has this property belongs to Document.",
        "Its values belong to Agent.",
        "The other way round: issues.",
    ] == said(facts, "en")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("partOf", "Passed on: from A to B and from B to C follows from A to C."),
        ("cooperatesWith", "Holds in both directions."),
        ("value", "At most one value each."),
        ("value", "Its values are decimal numbers."),
        (
            "coversSector",
            "Follows from has part, applies to sector, broader concept, at any distance in a row.",
        ),
        ("hosts", "A kind of participates in: what has this has that."),
        ("participatesIn", "More specific: hosts."),
        ("follows", "Meant for Arrangement, Document, Event, Program."),
        ("setBy", "Meant to lead to Action, Demand, Document, Policy Measure, Program."),
        ("periodEnd", "Its values are dates: for checks, not for the reasoner."),
    ],
)
def test_behaviour_is_told_in_words(axioms: Index, name: str, line: str) -> None:
    """Characteristics, chains and the hierarchy of properties have a sentence each."""
    assert line in said(property_facts(axioms, OPN[name].value), "en")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("LegalAct", "A kind of Policy Document."),
        ("Target", "Never at the same time: Observation."),
        (
            "IssuingBody",
            (
                "Whatever has the relation issues to something that is Document belongs here "
                "(found by the reasoner)."
            ),
        ),
        ("Position", "Properties that only it has: demands, held by."),
        ("Demand", "Properties that lead to it: demands."),
        ("Installation", "Kinds: Facility, Platform."),
        ("Polity", "A kind of Agent, Place."),
    ],
)
def test_classes_are_told_in_words(axioms: Index, name: str, line: str) -> None:
    """What is above, below, apart, and what makes a member."""
    assert line in said(class_facts(axioms, OPN[name].value), "en")


def test_a_phrase_lists_names_in_each_language(axioms: Index) -> None:
    """Names are joined as each language joins them."""
    refs = [axioms.ref(OPN[name].value) for name in ("Standard", "Treaty")]
    line = phrase("subclasses", names=refs)
    assert (["下分：标准、条约。"], ["Kinds: Standard, Treaty."]) == (
        said((line,), "zh"),
        said((line,), "en"),
    )


def test_counts_are_those_of_the_data(dataset: Dataset, terms: dict[str, Term]) -> None:
    """Uses of a class are its instances, uses of a property its distinct statements."""
    union = {quad.triple for quad in dataset.quads}
    expected = Counter(value(t.object) for t in union if t.predicate == RDF_TYPE)
    expected.update(t.predicate.value for t in union)
    assert {term.iri: expected[term.iri] for term in terms.values()} == {
        term.iri: term.uses for term in terms.values()
    }


def test_what_the_reasoner_adds_is_told(dataset: Dataset, usage: Usage) -> None:
    """Issuing bodies are all inferred; legal acts are all stated."""
    bodies = {q.subject for q in dataset.quads if q.object == OPN.IssuingBody and is_inferred(q)}
    assert len(bodies) > 0
    assert (len(bodies), len(bodies)) == usage.of_class(OPN.IssuingBody.value)
    every, inferred = usage.of_class(OPN.LegalAct.value)
    assert (0, True) == (inferred, every > 0)
    every, inferred = usage.of_property(OPN.coversSector.value)
    assert every > inferred > 0 or every == inferred > 0


def test_examples_are_said_by_their_sentences(dataset: Dataset, terms: dict[str, Term]) -> None:
    """The two ends of an example stand in the graph of the sentence that is quoted with it."""
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in dataset.quads:
        if is_asserted(quad):
            graphs[quad.predicate.value].add(graph_name(quad))
    texts = {passage.key: passage for passage in REPORT.passages}
    quoted = [(t, e) for t in terms.values() for e in t.examples if e.text]
    assert [] == [e for _, e in quoted if texts[e.passage].text != e.text]
    stated = [(t.iri, texts[e.passage].iri) for t, e in quoted if t.iri in graphs]
    assert len(stated) > 100
    assert [] == [(iri, passage) for iri, passage in stated if passage not in graphs[iri]]


def test_each_used_term_has_up_to_three_examples(terms: dict[str, Term]) -> None:
    """Where there are uses there are examples, each with its sentence or its origin."""
    few = {name for name, term in terms.items() if bool(term.uses) != bool(term.examples)}
    assert set() == few
    assert {1, 2, 3} == {len(term.examples) for term in terms.values() if term.examples}
    bare = [e for term in terms.values() for e in term.examples if not e.text and not e.basis.en]
    assert [] == bare


def test_the_trees_have_each_term_once(axioms: Index, terms: dict[str, Term]) -> None:
    """A term hangs under one other, so that the tree is the list."""
    classes = [term for term in terms.values() if term.kind == "class"]
    grown = list(trees(classes, axioms, above=RDFS.subClassOf.value))
    listed = []
    while grown:
        tree = grown.pop()
        listed.append(tree.term.anchor)
        grown += tree.below
    assert sorted(term.anchor for term in classes) == sorted(listed)


def test_the_diagram_counts_and_does_not_overlap(dataset: Dataset, axioms: Index) -> None:
    """Boxes stand apart within the picture, and a line tells how often its relation is stated."""
    diagram = draw(dataset.quads, axioms)
    assert [] == [
        (one.ref.key, two.ref.key)
        for one in diagram.boxes
        for two in diagram.boxes
        if one.ref < two.ref
        and abs(one.x - two.x) < diagram.box_width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    ]
    assert all(box.y + box.height <= diagram.height for box in diagram.boxes)
    assert all(box.x + diagram.box_width <= diagram.width for box in diagram.boxes)
    demands = {q.triple for q in dataset.quads if q.predicate == OPN.demands and is_asserted(q)}
    drawn = {(e.source.key, e.relation.key, e.target.key): e.count for e in diagram.edges}
    assert len(demands) == drawn["opn:Position", "opn:demands", "opn:Demand"]
    assert len(drawn) > 20


def test_the_bytes_do_not_hang_on_the_hash_seed(html: str) -> None:
    """Another run, with another hash seed, writes the same page."""
    run = subprocess.run(
        [sys.executable, "-c", HASH],
        env=os.environ | {"PYTHONHASHSEED": "11"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert hashlib.sha256(html.encode()).hexdigest() == run.stdout.strip()


def test_the_command_line_writes_it(tmp_path: Path) -> None:
    """``oneplusn docs`` writes the page with the context, and says how many terms it has."""
    file = tmp_path / "ontology.html"
    run = subprocess.run(
        [sys.executable, "-m", "oneplusn", "docs", "--output", str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert render_docs(build_dataset(context=True)) == file.read_text("utf-8")
    assert f"{file}: {len(declared())} terms\n" == run.stdout


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A page that cannot be written ends with a message, not a traceback."""
    file = tmp_path / "nowhere" / "ontology.html"
    run = subprocess.run(
        [sys.executable, "-m", "oneplusn", "docs", "--output", str(file)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (2, 1) == (run.returncode, len(run.stderr.splitlines()))
    assert run.stderr.startswith("oneplusn: cannot write")
