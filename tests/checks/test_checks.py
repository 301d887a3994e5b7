"""Each check passes on the project's data, and fails, with the place, on a broken example."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

import pyoxigraph as ox
import pytest
from rdflib import SH
from shipped import REPORT

from oneplusn.errors import EncodingError, Place
from oneplusn.graph.checks import run as run_module
from oneplusn.graph.checks.evidence import check_names, check_passages
from oneplusn.graph.checks.figures import check_figures
from oneplusn.graph.checks.numeral_coverage import check_numerals
from oneplusn.graph.checks.outcome import Outcome, Problem
from oneplusn.graph.checks.run import CHECKS, OF_ADDITIONS, run_checks
from oneplusn.graph.checks.shacl import process as shacl_process_module
from oneplusn.graph.checks.shacl.process import start_shacl_process
from oneplusn.graph.checks.shacl.shapes import check_ontology_shapes, check_shapes
from oneplusn.graph.checks.shacl.validation import validate, visible
from oneplusn.graph.checks.terms import (
    check_labels,
    check_references,
    check_relations,
    check_terms,
    check_usage,
)
from oneplusn.graph.dataset import Dataset, build_dataset
from oneplusn.graph.encoding.trig import Encoding, read_encodings
from oneplusn.graph.labels import RDFS_LABEL
from oneplusn.graph.named_graphs import ONTOLOGY
from oneplusn.graph.quantities.parse import canonical
from oneplusn.graph.rdf import node, sort_quads, value
from oneplusn.ontology.namespaces import BASE, COMPARATOR, OPN, shorten
from oneplusn.ontology.resources import term_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Check = Callable[[Dataset], Outcome]
    Figure = tuple[Encoding, dict[ox.NamedNode, ox.Quad]]

FILE = "graph/reports/2023/encoding/5.6.trig"
PASSAGE = "5.6/p1/s2"
NAMES = [
    "files",
    "passages",
    "names",
    "terms",
    "references",
    "labels",
    "relations",
    "usage",
    "figures",
    "numerals",
    "context",
    "shapes",
    "ontology",
]


OF_THE_DATA = (
    check_passages,
    check_names,
    check_terms,
    check_references,
    check_labels,
    check_relations,
    check_usage,
    check_figures,
    check_numerals,
    check_shapes,
)


@pytest.fixture
def small(read: Callable[[str], Encoding], ground: tuple[ox.Quad, ...]) -> Callable[[str], Dataset]:
    """Make a dataset of one encoding and of what it uses alone: shapes are slow to check."""

    def made(text: str) -> Dataset:
        encoding = read(text)
        used = {quad.object for quad in encoding.quads}
        terms = [quad for quad in ground if quad.subject in used or quad.graph_name == ONTOLOGY]
        return Dataset(sort_quads([*encoding.quads, *terms]), (encoding,))

    return made


@pytest.fixture(scope="module")
def outcomes(dataset: Dataset) -> dict[str, Outcome]:
    """Run every check on the real data, once."""
    return {outcome.name: outcome for outcome in run_checks(dataset)}


def test_the_checks_are_run_in_reading_order(outcomes: dict[str, Outcome]) -> None:
    """The files come first, then what the report says, then the forms; none is left out."""
    assert NAMES == [name for name in outcomes if name in NAMES]
    # Before them the files; and of what stands beside the text, the report has no terms.
    assert len(CHECKS) + len(OF_ADDITIONS) == len(outcomes)


def test_the_data_passes(outcomes: dict[str, Outcome]) -> None:
    """What the project ships has no problem, and everything was checked."""
    problems = [f"{o.name}: {problem}" for o in outcomes.values() for problem in o.problems]
    assert [] == problems
    assert [] == [outcome for outcome in outcomes.values() if not outcome.passed]


def test_as_much_is_checked_as_there_is(dataset: Dataset, outcomes: dict[str, Outcome]) -> None:
    """Counts come from the report and the files, not from the checks themselves."""
    figures = {q for e in dataset.encodings for q in e.quads if q.predicate == OPN.textOffset}
    counts = {name: outcomes[name].checked for name in ("files", "passages", "figures")}
    assert {"files": 36, "passages": 367, "figures": len(figures)} == counts


# --- outcomes


@pytest.mark.parametrize(
    ("outcome", "passed"),
    [
        (Outcome("x", 3, 3), True),
        (Outcome("x", 0, 0), False),
        (Outcome("x", 2, 3), False),
        (Outcome("x", 0, 3), False),
        (Outcome("x", 3, 3, (Problem(Place("f"), "bad"),)), False),
    ],
    ids=["all", "nothing", "less than there is", "none", "a problem"],
)
def test_only_full_and_clean_passes(outcome: Outcome, *, passed: bool) -> None:
    """A check that checked nothing is not green."""
    assert passed == outcome.passed


@pytest.mark.parametrize(
    ("place", "written"),
    [(Place("f", 3, "1/h"), "f:3: 1/h: bad"), (Place(), "bad")],
)
def test_a_problem_begins_with_its_place(place: Place, written: str) -> None:
    """The place stands first, and is left out where there is none."""
    assert written == str(Problem(place, "bad"))


@pytest.mark.parametrize("run", OF_THE_DATA, ids=lambda run: run.__name__)
def test_no_check_passes_on_nothing(run: Check) -> None:
    """Without a single encoding no check of the data is green."""
    assert not run(Dataset((), ())).passed


def test_a_file_that_cannot_be_read_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, sample: str, read: Callable[[str], Encoding]
) -> None:
    """Files that are left out count as not checked."""
    monkeypatch.setattr(run_module, "CHECKS", ())
    monkeypatch.setattr(run_module, "OF_ADDITIONS", ())
    place = Place("graph/reports/2023/encoding/2.2.trig", 7, "2.2/h")
    found = run_checks(Dataset((), (read(sample),)), unreadable=[EncodingError("broken", place)])
    assert [Outcome("files", 1, 2, (Problem(place, "broken"),))] == list(found)


# --- one broken example a check


def test_the_sample_passes(quick: Callable[[str], Dataset], sample: str) -> None:
    """What is broken below is in order to begin with."""
    own = (check_names, check_terms, check_references, check_labels, check_relations)
    found = [run(quick(sample)) for run in (*own, check_figures, check_numerals)]
    assert {} == {outcome.name: outcome.problems for outcome in found if not outcome.passed}


@pytest.mark.parametrize(
    ("run", "old", "new", "line", "message"),
    [
        pytest.param(
            check_figures, "opn:value 81 ;", "opn:value 82 ;", "quantity:test-pilots a",
            "quantity:2023/test-pilots: the graph says '81个' = exactly 82 个, the text says '81个' = exactly 81 个",
            id="digit",
        ),
        pytest.param(
            check_figures, "opn:textOffset 10884", "opn:textOffset 10885", "quantity:test-pilots a",
            "quantity:2023/test-pilots: the expression begins at 10884, not at 10885",
            id="shifted offset",
        ),
        pytest.param(
            check_figures, "opn:textOffset 10884", "opn:textOffset 11", "quantity:test-pilots a",
            "quantity:2023/test-pilots: offset 11 is not in the passage (10870 to 10980)",
            id="offset of another passage",
        ),
        pytest.param(
            check_figures, '"81个" ; opn:textOffset 10884', '"81"', "quantity:test-pilots a",
            "quantity:2023/test-pilots: offset 0 is not in the passage (10870 to 10980)",
            id="no offset",
        ),
        pytest.param(
            check_figures, "unit:item", "unit:batch", "quantity:test-pilots a",
            "= exactly 81 批, the text says",
            id="unit",
        ),
        pytest.param(
            check_figures, "opn:value 81 ; opn:unit unit:item ; opn:comparator comparator:exactly",
            "opn:value 81 ; opn:unit unit:item ; opn:comparator comparator:at-least", "quantity:test-pilots a",
            "= at-least 81 个, the text says",
            id="comparator",
        ),
        pytest.param(
            check_figures, '"81个"', '"81"', "quantity:test-pilots a",
            "the graph says '81' = exactly 81 个, the text says '81个'",
            id="half an expression",
        ),
        pytest.param(
            check_figures, "opn:value 81 ;", 'opn:value "NaN" ;', "quantity:test-pilots a",
            "the graph says '81个' = exactly NaN 个",
            id="no number",
        ),
        pytest.param(
            check_names, '低碳城市试点"@zh', '低炭城市试点"@zh', "rdfs:label", "'低炭城市试点' is not in the sentence",
            id="label not in the sentence",
        ),
        pytest.param(
            check_names, '"低碳城市试点"@zh ;', '"低碳城市试点"@zh , "pilots"@en ;', "rdfs:label",
            "programme:test-pilots: an English label here",
            id="English label in a passage",
        ),
        pytest.param(
            check_terms, "opn:appliesToPlace", "opn:appliesToPlaces", "programme:test-pilots a",
            "opn:appliesToPlaces is not declared",
            id="undeclared property",
        ),
        pytest.param(
            check_terms, "a opn:Pilot ;", "a opn:Pilots ;", "programme:test-pilots a",
            "opn:Pilots is not declared",
            id="undeclared class",
        ),
        pytest.param(
            check_terms, "a opn:Pilot ;", "a skos:Concept ;", "programme:test-pilots a",
            "skos:Concept is not declared",
            id="class of another vocabulary",
        ),
        pytest.param(
            check_references, "opn:concerns programme:test-pilots", "opn:concerns programme:slip",
            "quantity:test-batches a", "programme:slip is used but nowhere described",
            id="dangling IRI",
        ),
        pytest.param(
            check_references, "quantity:test-batches a opn:Observation",
            "<https://w3id.org/oneplusn/quantity/test-batches> a opn:Observation",
            "<5.6/p1/s2> {", "quantity:test-batches is not named under its report",
            id="figure of no report",
        ),
        pytest.param(
            check_references, "quantity:test-batches a opn:Observation",
            "<https://w3id.org/oneplusn/quantity/2024/test-batches> a opn:Observation",
            "<5.6/p1/s2> {", "quantity:2024/test-batches is not named under its report",
            id="figure of another report",
        ),
        pytest.param(
            check_labels, '"China"@en', '"China"@en , "PRC"@en', "place:test-china a",
            "place:test-china: 2 labels in 'en': China | PRC",
            id="second English label",
        ),
        pytest.param(
            check_labels, ' , "China"@en', "", "place:test-china a",
            "place:test-china: no label in 'en'",
            id="no English label",
        ),
        pytest.param(
            check_relations, "    place:test-china a opn:Country .",
            '    place:test-china a opn:Country .\n    place:loose a opn:Country ; rdfs:label "城市"@zh .',
            "quantity:test-batches a", "place:loose has no relation to anything",
            id="unrelated entity",
        ),
        pytest.param(
            check_numerals, '"81个" ; opn:textOffset 10884', '"三" ; opn:textOffset 10882', "<5.6/p1/s2> {",
            "the numeral '81' at 10884 is not accounted for",
            id="numeral without figure",
        ),
    ],
)  # fmt: skip
def test_a_broken_example_fails_with_its_place(
    quick: Callable[[str], Dataset],
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
    run: Check,
    old: str,
    new: str,
    line: str,
    message: str,
) -> None:
    """One problem, with file, line and passage, that says what is wrong."""
    outcome = run(quick(broken(old, new)))
    assert [Place(FILE, line_of(line), PASSAGE)] == [problem.place for problem in outcome.problems]
    assert message in outcome.problems[0].message
    assert not outcome.passed


def test_a_term_that_nobody_uses_is_told(dataset: Dataset) -> None:
    """A property that stands nowhere in the data is named, unless a note says why."""
    assert () == check_usage(dataset).problems
    without = tuple(quad for quad in dataset.quads if quad.predicate != OPN.textOffset)
    expected = (Problem(Place(), "opn:textOffset is declared and nowhere used"),)
    assert expected == check_usage(Dataset(without, dataset.encodings)).problems


def test_a_range_does_not_describe_a_slip(
    read: Callable[[str], Encoding],
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
) -> None:
    """An indicator that nobody declares is dangling, though the reasoner gives it a class."""
    text = broken("indicator:low-carbon-city-pilots ;", "indicator:slip ;")
    outcome = check_references(build_dataset((read(text),)))
    place = Place(FILE, line_of("quantity:test-pilots a"), PASSAGE)
    assert (Problem(place, "indicator:slip is used but nowhere described"),) == outcome.problems


@pytest.mark.parametrize(
    ("old", "new", "passage", "message"),
    [
        (
            "graph:editorial { <5.6/p1/s1> opn:withoutFact no-fact-reason:lead-only . }",
            "<5.6/p1/s1> { }",
            "5.6/p1/s1",
            "the passage asserts nothing",
        ),
        (
            "graph:names {",
            "graph:editorial {\n<5.6/p1/s2> opn:withoutFact no-fact-reason:lead-only .\n}\ngraph:names {",
            PASSAGE,
            "the passage both asserts and is excused",
        ),
    ],
    ids=["neither", "both"],
)
def test_a_passage_asserts_or_is_excused(
    quick: Callable[[str], Dataset],
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
    old: str,
    new: str,
    passage: str,
    message: str,
) -> None:
    """Exactly one of the two; the other 35 sections are reported as not encoded."""
    outcome = check_passages(quick(broken(old, new)))
    place = Place(FILE, line_of(f"<{passage}>"), passage)
    others = sorted(part.key for part in REPORT.sections if part.key != "5.6")
    missing = [
        (f"graph/reports/2023/encoding/{key}.trig", "the section is not encoded") for key in others
    ]
    assert Problem(place, message) == outcome.problems[0]
    assert missing == [(p.place.file, p.message) for p in outcome.problems[1:]]
    assert (3, 367) == (outcome.checked, outcome.total)


@pytest.mark.parametrize(
    ("old", "new", "focus", "message"),
    [
        ("opn:measure measure:level ;", "opn:measure measure:relative-change ;", "batches", "a change has a direction"),
        ("opn:measure measure:level ;", "", "batches", "unit, comparator and measure"),
        ("opn:value 3 ;", "opn:value 3 , 4 ;", "batches", "opn:value"),
        ("opn:value 3 ;", 'opn:value "3" ;', "batches", "opn:value"),
        ("opn:period period:2023-H1 ;\n        opn:value 81", "opn:value 81", "pilots", "opn:period"),
        ("quantity:test-pilots a opn:Observation", "quantity:test-pilots a opn:Observation , opn:Target", "pilots",
         "never both"),
        ("opn:value 81", "opn:basePeriod period:2022 ; opn:value 81", "pilots", "only a change has a base period"),
    ],
    ids=["direction", "measure", "two values", "text for number", "period", "kind", "base period"],
)  # fmt: skip
def test_a_shape_that_is_broken_is_told(
    small: Callable[[str], Dataset],
    sample: str,
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
    old: str,
    new: str,
    focus: str,
    message: str,
) -> None:
    """A violation names the node and has the place where the node is described."""
    before = set(check_shapes(small(sample)).problems)
    added = set(check_shapes(small(broken(old, new))).problems) - before
    place = Place(FILE, line_of(f"quantity:test-{focus} a"), PASSAGE)
    assert {place} == {problem.place for problem in added}
    assert [] == [p for p in added if not p.message.startswith(f"quantity:2023/test-{focus}: ")]
    assert [] != [problem for problem in added if message in problem.message]


def test_shapes_judge_what_they_can_see(
    small: Callable[[str], Dataset], broken: Callable[[str, str], str]
) -> None:
    """Leaving out the properties that no shape names changes nothing that is found."""
    dataset = small(broken("opn:value 81 ;", 'opn:value "81" , 82 ;'))
    triples = {quad.triple for quad in dataset.quads}
    assert validate("data", triples) == validate("data", visible("data", triples))
    assert 0 < len(visible("data", triples)) < len(triples)


def test_a_shape_that_may_look_at_anything_sees_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed shapes are about the properties that they do not name."""
    text = "[] a sh:NodeShape ; sh:closed true ; sh:targetClass opn:Treaty ."
    prefixes = f"PREFIX sh: <{SH}>\nPREFIX opn: <{BASE}ontology#>\n"
    shapes = [quad.triple for quad in ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)]
    monkeypatch.setattr("oneplusn.graph.checks.shacl.validation.shape_triples", lambda _: shapes)
    subject = node(f"{BASE}policy/x")
    triples = {ox.Triple(subject, RDFS_LABEL, ox.Literal("x"))}
    assert triples == visible("closed", triples)


# --- the shapes in a process of their own


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Let the checks believe in two cores, and list the processes that they start."""
    started: list[subprocess.Popen[bytes]] = []

    class Listed(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", Listed)
    return started


def refuse(*_: object) -> NoReturn:
    """Stand for a validation that must not be called."""
    pytest.fail("validated in this process")


@pytest.mark.parametrize(
    ("old", "new"),
    [("opn:value 81 ;", "opn:value 81 ;"), ("opn:measure measure:level ;", "")],
    ids=["sound", "broken"],
)
def test_a_second_process_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
    processes: list[subprocess.Popen[bytes]],
    small: Callable[[str], Dataset],
    broken: Callable[[str, str], str],
    old: str,
    new: str,
) -> None:
    """Outcomes and their order do not depend on where the shapes are checked."""
    dataset = small(broken(old, new))
    expected = list(run_checks(dataset))
    monkeypatch.setattr(shacl_process_module, "check_shapes", refuse)
    with start_shacl_process() as process:
        assert process
        assert expected == list(run_checks(dataset, shacl_process=process))
    assert [0] == [process.returncode for process in processes]


def test_what_a_second_process_leaves_undone_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
    processes: list[subprocess.Popen[bytes]],
    small: Callable[[str], Dataset],
    sample: str,
) -> None:
    """A process that fails costs time, and no verdict."""
    dataset = small(sample)
    monkeypatch.setattr(run_module, "CHECKS", (check_shapes,))
    monkeypatch.setattr(shacl_process_module, "_WORKER", "oneplusn.no_such_module")
    with start_shacl_process() as process:
        assert list(run_checks(dataset)) == list(run_checks(dataset, shacl_process=process))
    assert [1] == [process.returncode for process in processes]


@pytest.mark.parametrize(
    ("name", "there"), [("os.cpu_count", lambda: 1), ("sys.executable", "/no/such/python")]
)
def test_a_second_process_is_not_needed(
    monkeypatch: pytest.MonkeyPatch,
    processes: list[subprocess.Popen[bytes]],
    name: str,
    there: object,
) -> None:
    """Where there is one core, or no process can be started, there is none."""
    monkeypatch.setattr(name, there)
    with start_shacl_process() as process:
        assert process is None
    assert [] == processes


@pytest.mark.parametrize("sent", [False, True])
def test_a_second_process_ends_with_the_checks(
    processes: list[subprocess.Popen[bytes]],
    small: Callable[[str], Dataset],
    sample: str,
    *,
    sent: bool,
) -> None:
    """Ctrl-C, before or after the dataset was handed over, leaves nothing running."""
    dataset = small(sample)

    def interrupted() -> None:
        with start_shacl_process() as process:
            assert process
            if sent:
                process.send(dataset)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [True] == [process.returncode is not None for process in processes]


def test_the_ontology_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class without an English definition is told, by the ontology's own shapes."""
    definition = "http://www.w3.org/2004/02/skos/core#definition"
    rest = tuple(
        t
        for t in term_triples()
        if (value(t.subject), value(t.predicate)) != (OPN.PolicyDocument.value, definition)
    )
    monkeypatch.setattr("oneplusn.graph.checks.shacl.shapes.term_triples", lambda: rest)
    outcome = check_ontology_shapes()
    assert not outcome.passed
    assert {"opn:PolicyDocument"} == {p.message.partition(": ")[0] for p in outcome.problems}


# --- every figure of the report


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    """List each figure of the encoding alone, in an encoding of its own."""
    return list(each_figure())


@pytest.fixture(scope="module")
def units(ground: tuple[ox.Quad, ...]) -> tuple[ox.Quad, ...]:
    """Return the labels of the units, all that the figures need."""
    return tuple(
        q
        for q in ground
        if value(q.subject).startswith(f"{BASE}unit/") and q.predicate == RDFS_LABEL
    )


def each_figure() -> Iterator[Figure]:
    """Yield each figure of the encoding alone."""
    for encoding in read_encodings([REPORT]):
        starts = [quad for quad in encoding.quads if quad.predicate == OPN.textOffset]
        for start in starts:
            own = [
                quad
                for quad in encoding.quads
                if (quad.subject, quad.graph_name) == (start.subject, start.graph_name)
            ]
            yield replace(encoding, quads=tuple(own)), {quad.predicate: quad for quad in own}


def passes(encoding: Encoding, units: tuple[ox.Quad, ...]) -> bool:
    """Tell whether the figures of an encoding say what the text says."""
    return check_figures(Dataset(units, (encoding,))).passed


def changed(encoding: Encoding, quad: ox.Quad, new: ox.NamedNode | ox.Literal) -> Encoding:
    """Give a quad of an encoding another object."""
    other = ox.Quad(quad.subject, quad.predicate, new, quad.graph_name)
    return replace(encoding, quads=tuple(other if q == quad else q for q in encoding.quads))


def with_other_digits(written: str) -> Iterator[str]:
    """Write a number with each of its digits changed in turn."""
    for place, digit in enumerate(written):
        if digit.isdigit():
            yield f"{written[:place]}{(int(digit) + 1) % 10}{written[place + 1 :]}"


def test_any_changed_digit_of_any_value_is_found(
    figures: list[Figure], units: tuple[ox.Quad, ...]
) -> None:
    """Each digit of each value in the whole encoding, changed alone, fails the check."""
    missed = [
        (shorten(value(quads[OPN.value].subject)), other)
        for encoding, quads in figures
        for other in with_other_digits(value(quads[OPN.value].object))
        if passes(changed(encoding, quads[OPN.value], decimal(other)), units)
    ]
    assert [] == missed


def decimal(written: str) -> ox.Literal:
    """Make a decimal literal."""
    return ox.Literal(written, datatype=node("http://www.w3.org/2001/XMLSchema#decimal"))


def test_any_multiplier_that_is_left_out_is_found(
    figures: list[Figure], units: tuple[ox.Quad, ...]
) -> None:
    """A value that is ten times too large or too small fails, for each figure but a zero."""
    missed = [
        (shorten(value(quads[OPN.value].subject)), power)
        for encoding, quads in figures
        for power in (-4, -1, 1, 4)
        if (number := Decimal(value(quads[OPN.value].object)))
        and passes(
            changed(encoding, quads[OPN.value], decimal(canonical(number.scaleb(power)))), units
        )
    ]
    assert [] == missed


@pytest.mark.parametrize("step", [-1, 1])
def test_any_shifted_offset_is_found(
    figures: list[Figure], units: tuple[ox.Quad, ...], step: int
) -> None:
    """An offset that is off by one fails, for each figure."""
    missed = [
        shorten(value(quads[OPN.textOffset].subject))
        for encoding, quads in figures
        if passes(
            changed(
                encoding,
                quads[OPN.textOffset],
                ox.Literal(str(int(value(quads[OPN.textOffset].object)) + step)),
            ),
            units,
        )
    ]
    assert [] == missed


@pytest.mark.parametrize("part", ["unit", "comparator"])
def test_any_other_unit_or_comparator_is_found(
    figures: list[Figure], units: tuple[ox.Quad, ...], part: str
) -> None:
    """A unit or comparator that the text does not have fails, for each figure."""
    others = {
        "unit": (node(f"{BASE}unit/hectare"), node(f"{BASE}unit/kilowatt")),
        "comparator": (COMPARATOR["at-most"], COMPARATOR["more-than"]),
    }
    missed = []
    for encoding, quads in figures:
        quad = quads[OPN[part]]
        other = next(term for term in others[part] if term != quad.object)
        if passes(changed(encoding, quad, other), units):
            missed.append(shorten(value(quad.subject)))
    assert [] == missed


def test_the_figures_alone_pass(figures: list[Figure], units: tuple[ox.Quad, ...]) -> None:
    """What the tests above change is in order to begin with."""
    assert [] == [
        shorten(value(quads[OPN.textOffset].subject))
        for encoding, quads in figures
        if not passes(encoding, units)
    ]
