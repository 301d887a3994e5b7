"""What several test modules need: the real dataset, and a small section to break."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from browsers import chromium
from ended import Ended
from hypothesis import settings
from invented import FOLDER as INVENTED
from shipped import REPORT

from oneplusn.cli import main
from oneplusn.graph.dataset import Dataset, build_dataset, open_store
from oneplusn.graph.encoding.template import data_prefixes
from oneplusn.graph.encoding.trig import Encoding, read_encoding
from oneplusn.graph.labels import derive
from oneplusn.graph.named_graphs import ONTOLOGY, SCHEMES
from oneplusn.graph.rdf import in_graph
from oneplusn.graph.text.catalog import VARIABLE, find_reports
from oneplusn.graph.text.structure import structure_quads
from oneplusn.ontology.resources import ontology_triples, scheme_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    import pyoxigraph as ox
    from playwright.sync_api import Browser

# How fast things are is measured in benchmarks; a busy machine fails no test.
settings.register_profile("oneplusn", deadline=None)
settings.load_profile("oneplusn")

# Files that take long, longest first: workers that share the files end together.
_LONG_FILES = (
    "tests/library/test_comunica.py",
    "tests/page/test_view_browser.py",
    "tests/library/test_engines.py",
    "tests/library/test_rdflib.py",
    "tests/cli/test_interrupt.py",
    "tests/page/test_progress_browser.py",
    "tests/page/test_progress_page.py",
    "tests/export/test_serialize.py",
    "tests/checks/test_constraints.py",
    "tests/sparql/test_limits.py",
    "tests/reasoning/test_rules.py",
    "tests/reasoning/test_closure.py",
    "tests/ontology/test_profile.py",
    "tests/project/test_clone.py",
)

_FACTS = """<5.6/p1/s2> {
    programme:test-pilots a opn:Pilot ;
        rdfs:label "低碳城市试点"@zh ;
        opn:period period:2023-H1 ;
        opn:appliesToPlace place:test-china .
    place:test-china a opn:Country .
    quantity:test-batches a opn:Observation ;
        opn:indicator indicator:low-carbon-city-pilot-batches ;
        opn:measure measure:level ;
        opn:concerns programme:test-pilots ;
        opn:period period:2023-H1 ;
        opn:value 3 ; opn:unit unit:batch ; opn:comparator comparator:exactly ;
        opn:asWritten "三批" ; opn:textOffset 10882 .
    quantity:test-pilots a opn:Observation ;
        opn:indicator indicator:low-carbon-city-pilots ;
        opn:measure measure:level ;
        opn:concerns programme:test-pilots ;
        opn:period period:2023-H1 ;
        opn:value 81 ; opn:unit unit:item ; opn:comparator comparator:exactly ;
        opn:asWritten "81个" ; opn:textOffset 10884 .
}
graph:names {
    <5.6> rdfs:label "Low-carbon city pilots"@en .
    programme:test-pilots rdfs:label "low-carbon city pilots"@en .
    place:test-china rdfs:label "中国"@zh , "China"@en .
}"""
_VERDICTS = {"5.6/h": "heading-only", "5.6/p1/s1": "lead-only"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the run before a change lands say that each test has to be run."""
    parser.addoption("--no-skips", action="store_true", help="a test that is skipped is a failure")


def pytest_configure(config: pytest.Config) -> None:
    """Let workers take the files in our order, and not by how many tests they have."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first."""
    places = {name: place for place, name in enumerate(_LONG_FILES)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a skipped test as failed where none may be skipped."""
    report = yield
    if item.config.getoption("no_skips") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Report a skipped module as failed where none may be skipped."""
    report = yield
    if collector.config.getoption("no_skips") and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the built dataset in a folder of the tests, for the processes that they start too."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONEPLUSN_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Build the dataset from what the project ships."""
    return build_dataset()


@pytest.fixture(scope="session")
def store(dataset: Dataset) -> ox.Store:
    """Load the real dataset into a store."""
    return open_store(dataset)


@pytest.fixture
def no_added_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without reports of a user, and take back what commands tell the environment."""
    monkeypatch.setenv(VARIABLE, "")


@pytest.fixture(scope="session")
def both() -> Dataset:
    """Build the dataset of the shipped report and the invented one, with the context."""
    return build_dataset(reports=find_reports([INVENTED], environment={}), context=True)


@pytest.fixture(scope="session")
def both_store(both: Dataset) -> ox.Store:
    """Load the dataset of both reports into a store."""
    return open_store(both)


@pytest.fixture(scope="session")
def sample() -> str:
    """Write section 5.6, three sentences with two figures and a period, as an encoding."""
    blocks = {
        key: f"graph:editorial {{ <{key}> opn:withoutFact no-fact-reason:{reason} . }}"
        for key, reason in _VERDICTS.items()
    }
    blocks["5.6/p1/s2"] = _FACTS
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in data_prefixes("2023").items())
    body = "\n".join(f"#> {p.text}\n{blocks[p.key]}\n" for p in REPORT.passages_of("5.6"))
    return f"{head}@base <https://w3id.org/oneplusn/report/2023/> .\n\n{body}"


@pytest.fixture
def broken(sample: str) -> Callable[[str, str], str]:
    """Replace a part of the sample that it has."""

    def replaced(old: str, new: str) -> str:
        assert old in sample
        return sample.replace(old, new, 1)

    return replaced


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Encoding]:
    """Read text as the encoding of section 5.6."""

    def read_text(text: str) -> Encoding:
        file = tmp_path / "5.6.trig"
        file.write_text(text, encoding="utf-8")
        return read_encoding(REPORT, "5.6", file=file)

    return read_text


@pytest.fixture
def line_of(sample: str) -> Callable[[str], int]:
    """Find the first line of the sample, from 1, that has a text."""

    def found(needle: str) -> int:
        return next(n for n, line in enumerate(sample.split("\n"), 1) if needle in line)

    return found


@pytest.fixture(scope="session")
def ground() -> tuple[ox.Quad, ...]:
    """Return all that an encoding stands on: structure, ontology and schemes."""
    terms = in_graph(ontology_triples(), ONTOLOGY)
    return (*structure_quads([REPORT]), *terms, *in_graph(scheme_triples(), SCHEMES))


@pytest.fixture
def quick(read: Callable[[str], Encoding], ground: tuple[ox.Quad, ...]) -> Callable[[str], Dataset]:
    """Make a dataset of one text as the only encoding, without inference."""

    def made(text: str) -> Dataset:
        encoding = read(text)
        given = (*ground, *encoding.quads)
        return Dataset((*given, *derive(given)), (encoding,))

    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once for a module."""
    with chromium() as started:
        yield started


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run the command line in this process."""

    def ran(*args: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["oneplusn", *args])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return ran
