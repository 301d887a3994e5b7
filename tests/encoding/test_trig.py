"""Encoding files are read only if each graph stands under its own sentence."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.errors import EncodingError, Place, UnknownNameError
from oneplusn.graph.encoding.template import encoding_template, figures_in
from oneplusn.graph.encoding.trig import (
    Encoding,
    encoded_sections,
    passage_key,
    read_encoding,
    read_encodings,
    try_encodings,
)
from oneplusn.graph.named_graphs import EDITORIAL, NAMES
from oneplusn.graph.rdf import graph_name, value
from oneplusn.ontology.namespaces import BASE, OPN
from oneplusn.ontology.resources import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

XSD = "http://www.w3.org/2001/XMLSchema#"
LAST = "2023年上半年，对全国三批81个低碳城市试点开展评估"
FILE = "graph/reports/2023/encoding/5.6.trig"


def test_every_section_is_encoded() -> None:
    """There is one file a section, and no file of another name."""
    keys = [part.key for part in REPORT.sections]
    folder = files("oneplusn.graph") / "reports" / "2023" / "encoding"
    assert keys == list(encoded_sections(REPORT))
    assert sorted(f"{key}.trig" for key in keys) == sorted(f.name for f in folder.iterdir())


def test_every_file_is_read() -> None:
    """All files keep to the rules, with all their passages in order."""
    read, errors = try_encodings([REPORT])
    assert [] == [str(error) for error in errors]
    assert {passage.key for passage in REPORT.passages} == {key for e in read for key in e.lines}


@pytest.mark.parametrize("key", [part.key for part in REPORT.sections])
def test_a_section_has_all_its_passages(key: str) -> None:
    """The lines that a file's passages begin on count up in the order of the report."""
    encoding = read_encoding(REPORT, key)
    assert [passage.key for passage in REPORT.passages_of(key)] == list(encoding.lines)
    assert sorted(encoding.lines.values()) == list(encoding.lines.values())


def test_reading_all_is_reading_each() -> None:
    """The files are read in the order of the report, with the same result."""
    assert tuple(read_encoding(REPORT, key) for key in encoded_sections(REPORT)) == read_encodings(
        [REPORT]
    )


def test_the_sample_is_read(sample: str, read: Callable[[str], Encoding]) -> None:
    """A well-formed file gives its quads, each in the graph of its passage or of ours."""
    encoding = read(sample)
    assert ("5.6", FILE) == (encoding.section, encoding.file)
    graphs = {EDITORIAL.value, NAMES.value, f"{REPORT.iri}/5.6/p1/s2"}
    assert graphs == {graph_name(quad) for quad in encoding.quads}


@pytest.mark.parametrize(
    ("old", "new", "problem", "passage", "line"),
    [
        pytest.param(
            "上半年，对", "下半年，对", "the quote is not the passage's text: '下半年", "p1/s2", "<5.6/p1/s2>",
            id="wrong quote",
        ),
        pytest.param(
            f"#> {LAST}", f"#> {LAST}，", "the quote is not the passage's text: '，", "p1/s2", "<5.6/p1/s2>",
            id="quote with more in it",
        ),
        pytest.param(
            "经验做法，", "", "the quote is not the passage's text: '形成并", "p1/s2", "<5.6/p1/s2>",
            id="quote with less in it",
        ),
        pytest.param(
            "<5.6/p1/s2> {", "<5.6/p1/s9> {", "not a passage of section '5.6'", "p1/s9", "<5.6/p1/s2>",
            id="passage that does not exist",
        ),
        pytest.param(
            "<5.6/p1/s2> {", "<5.7/p1/s1> {", "not a passage of section '5.6'", "5.7/p1/s1", "<5.6/p1/s2>",
            id="passage of another section",
        ),
        pytest.param(
            "a opn:Pilot ;", "a opn:Pilot", "not TriG", "", 'rdfs:label "低碳城市试点"',
            id="syntax error",
        ),
        pytest.param(
            "a opn:Pilot ;", "a nowhere:Pilot ;", "not TriG", "", "a opn:Pilot ;",
            id="unknown prefix",
        ),
        pytest.param(
            "opn:appliesToPlace place:test-china", "opn:appliesToPlace [ a opn:Place ]", "blank node in",
            "p1/s2", "<5.6/p1/s2>",
            id="blank node",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_place(
    broken: Callable[[str, str], str],
    read: Callable[[str], Encoding],
    line_of: Callable[[str], int],
    old: str,
    new: str,
    problem: str,
    passage: str,
    line: str,
) -> None:
    """The message has file, line and passage, and says what is wrong."""
    key = passage if not passage or "5." in passage else f"5.6/{passage}"
    with pytest.raises(EncodingError) as caught:
        read(broken(old, new))
    assert Place(FILE, line_of(line), key) == caught.value.place
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


def blocks_of(sample: str) -> list[str]:
    """Cut the sample into its head and the block of each passage."""
    return re.split(r"(?m)^(?=#> )", sample)


@pytest.mark.parametrize(
    ("order", "problem", "passage"),
    [
        ([0, 1, 3], "expected passage '5.6/p1/s1' here, found '5.6/p1/s2'", "5.6/p1/s1"),
        ([0, 1, 2], "expected passage '5.6/p1/s2' here, found ''", "5.6/p1/s2"),
        ([0, 2, 1, 3], "expected passage '5.6/h' here, found '5.6/p1/s1'", "5.6/h"),
        ([0, 1, 2, 2, 3], "the passage stands twice", "5.6/p1/s1"),
        ([0], "expected passage '5.6/h' here, found ''", "5.6/h"),
    ],
    ids=["missing", "last missing", "out of order", "twice", "all missing"],
)
def test_passages_stand_once_each_in_order(
    sample: str, read: Callable[[str], Encoding], order: list[int], problem: str, passage: str
) -> None:
    """A passage that is left out, doubled or moved is named."""
    blocks = blocks_of(sample)
    with pytest.raises(EncodingError) as caught:
        read("".join(blocks[index] for index in order))
    assert (problem, FILE, passage) == (
        caught.value.problem,
        caught.value.place.file,
        caught.value.place.passage,
    )


def test_a_graph_needs_its_sentence(
    sample: str, read: Callable[[str], Encoding], line_of: Callable[[str], int]
) -> None:
    """A graph without the quoted sentence above it is refused where it begins."""
    text = re.sub(r"(?m)^#> 2023.*\n", "", sample)
    with pytest.raises(EncodingError, match=r"no quoted sentence \(#>\) above the graph") as caught:
        read(text)
    assert Place(FILE, line_of("<5.6/p1/s2> {") - 1, "5.6/p1/s2") == caught.value.place


def test_a_sentence_needs_its_graph(
    sample: str, read: Callable[[str], Encoding], line_of: Callable[[str], int]
) -> None:
    """A quote that is followed by something else is refused at that line."""
    text = sample.replace("<5.6/p1/s2> {", "\n<5.6/p1/s2> {", 1)
    with pytest.raises(EncodingError, match="must be followed by its graph, not by ''") as caught:
        read(text)
    assert Place(FILE, line_of("<5.6/p1/s2> {")) == caught.value.place


@pytest.mark.parametrize(
    "outside",
    [
        "place:test-china a opn:Place .",
        "graph:derived { place:test-china a opn:Place . }",
        " <5.7/p1/s1> { place:test-china a opn:Place . }",
        "{ place:test-china a opn:Place . }",
    ],
    ids=["no graph", "graph of the build", "graph of another section", "default graph"],
)
def test_triples_outside_the_passages_are_refused(
    sample: str, read: Callable[[str], Encoding], outside: str
) -> None:
    """What no sentence of the section says, and is no name or verdict, is refused at its line."""
    with pytest.raises(
        EncodingError, match=r"triple outside a passage's graph.*test-china"
    ) as caught:
        read(f"{sample}\n\n{outside}\n\n# the end\n")
    assert Place(FILE, len(sample.split("\n")) + 2) == caught.value.place


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A file in another character set is named, with the reason."""
    file = tmp_path / "5.6.trig"
    file.write_bytes("# 深化低碳城市试点".encode("gb18030"))
    with pytest.raises(EncodingError, match=r"^graph/reports/2023/encoding/5\.6\.trig: not UTF-8"):
        read_encoding(REPORT, "5.6", file=file)


def test_layout_of_a_quote_does_not_matter(sample: str, read: Callable[[str], Encoding]) -> None:
    """A quote may be broken over lines and spaced."""
    text = sample.replace(
        f"#> {LAST}", "#> 2023 年上半年，\n#>   对全国三批 81 个低碳城市试点开展评估", 1
    )
    assert read(sample).quads == read(text).quads


def test_whole_numbers_get_their_datatypes(sample: str, read: Callable[[str], Encoding]) -> None:
    """``opn:textOffset 12`` and ``opn:value 3`` take the datatypes that the ontology gives them."""
    figure = f"{BASE}quantity/2023/test-pilots"
    found = {
        quad.predicate.value.rpartition("#")[2]: str(quad.object)
        for quad in read(sample).quads
        if value(quad.subject) == figure and isinstance(quad.object, ox.Literal)
    }
    assert {
        "asWritten": '"81个"',
        "textOffset": f'"10884"^^<{XSD}integer>',
        "value": f'"81"^^<{XSD}decimal>',
    } == found


def test_a_number_of_the_data_is_left_an_integer_only_where_its_property_says_so() -> None:
    """Every whole number that the encoding has stands under a property with a numeric type."""
    read, _ = try_encodings([REPORT])
    ranges = {
        value(triple.subject)
        for triple in ontology_triples()
        if triple.predicate.value.endswith("#range") and str(triple.object) == f"<{XSD}integer>"
    }
    left = {
        quad.predicate.value
        for encoding in read
        for quad in encoding.quads
        if isinstance(quad.object, ox.Literal) and quad.object.datatype.value == f"{XSD}integer"
    }
    assert left
    assert set() == left - ranges


def test_a_place_is_the_first_line_that_has_the_words(
    sample: str, read: Callable[[str], Encoding], line_of: Callable[[str], int]
) -> None:
    """Within a passage the words are looked for; without them the passage's own line stands."""
    encoding = read(sample)
    passage = "5.6/p1/s2"
    expected = [
        Place(FILE, line_of("quantity:test-pilots a"), passage),
        Place(FILE, line_of("<5.6/p1/s2> {"), passage),
        Place(FILE, line_of("<5.6/p1/s2> {"), passage),
        Place(FILE, line_of("programme:test-pilots rdfs:label")),
    ]
    assert expected == [
        encoding.place(passage, "quantity:test-pilots"),
        encoding.place(passage, "quantity:nothing"),
        encoding.place(passage),
        encoding.place("", "programme:test-pilots rdfs:label"),
    ]


def test_a_place_does_not_stop_at_a_longer_name(
    read: Callable[[str], Encoding], sample: str
) -> None:
    """``quantity:test`` is not found in ``quantity:test-batches``."""
    assert 0 == read(sample).place("", "quantity:test").line


@pytest.mark.parametrize("key", ["9.9", "2.22"])
def test_an_unknown_section_has_no_encoding(key: str) -> None:
    """Reading what does not exist raises with near names."""
    with pytest.raises(UnknownNameError, match=f"^unknown encoded section {key!r}"):
        read_encoding(REPORT, key)


def test_the_name_of_a_graph_is_its_passage() -> None:
    """The key of a passage comes back from the IRI of its graph."""
    found = REPORT.passages
    assert [p.key for p in found] == [passage_key(ox.NamedNode(p.iri)) for p in found]


@pytest.mark.parametrize("key", [part.key for part in REPORT.sections])
def test_a_skeleton_can_be_read(key: str, tmp_path: Path) -> None:
    """The skeleton of each section is well formed from the start, passages and stubs in place."""
    file = tmp_path / f"{key}.trig"
    file.write_text(encoding_template(REPORT, key), encoding="utf-8")
    encoding = read_encoding(REPORT, key, file=file)
    stubs = [quad for quad in encoding.quads if quad.predicate == OPN.textOffset]
    running = [p for p in REPORT.passages_of(key) if p.kind in {"Sentence", "ListItem"}]
    expected = [reading.start for p in running for reading in figures_in(REPORT, p.start, p.end)]
    assert expected == sorted(int(value(quad.object)) for quad in stubs)


def test_an_unknown_section_has_no_skeleton() -> None:
    """The skeleton of what does not exist is refused."""
    with pytest.raises(UnknownNameError, match=r"^unknown section '2\.99'"):
        encoding_template(REPORT, "2.99")
