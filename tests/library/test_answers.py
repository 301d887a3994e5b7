"""The answers of the library: pinned as whole tables, and moved by what the graph knows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.rdf import add_union, literal, node
from oneplusn.ontology.namespaces import prefixes
from oneplusn.queries.entities.passages import translation_of
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.output.tables import format_table, short_names, show_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneplusn.graph.dataset import Dataset

ANSWERS = Path(__file__).with_name("answers")
NAMES = [query.name for query in library()]
LABEL = node("http://www.w3.org/2000/01/rdf-schema#label")


def iri(name: str) -> ox.NamedNode:
    """Expand a prefixed name."""
    prefix, _, local = name.partition(":")
    return node(f"{prefixes()[prefix]}{local}")


def answer(store: ox.Store, name: str, **params: str) -> list[dict[str, str]]:
    """Answer a question as rows of text by column."""
    table = run(store, get_query(name), params)
    return [dict(zip(table.columns, map(show_term, row), strict=True)) for row in table.rows]


def column(rows: list[dict[str, str]], name: str) -> set[str]:
    """Collect what stands in a column."""
    return {row[name] for row in rows}


# --- pinned


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_as_pinned(store: ox.Store, name: str) -> None:
    """The whole table with the default parameters, in its order; see tests/library/pin_answers.py."""
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    now = format_table(short_names(run(store, get_query(name))), "csv")
    assert expected == list(csv.reader(io.StringIO(now, newline="")))


def test_each_question_is_pinned() -> None:
    """No answer without a question, no question without an answer."""
    assert NAMES == sorted(file.stem for file in ANSWERS.iterdir())


# --- what holds for each answer


@pytest.fixture(scope="module")
def reversed_store(dataset: Dataset) -> ox.Store:
    """Load the same quads in the opposite order, which an answer must not depend on."""
    turned = ox.Store()
    for quad in reversed(dataset.quads):
        turned.add(quad)
    add_union(turned)
    return turned


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_rows_is_fixed(store: ox.Store, reversed_store: ox.Store, name: str) -> None:
    """ORDER BY leaves nothing to the order in which the data was loaded."""
    query = get_query(name)
    assert run(store, query).rows == run(reversed_store, query).rows


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_has_rows_once_each(store: ox.Store, name: str) -> None:
    """An answer is not empty and has no row twice."""
    rows = run(store, get_query(name)).rows
    assert rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_the_reports(store: ox.Store, name: str) -> None:
    """What stands in a column of sentences is a passage, letter for letter, and its translation."""
    said = {(p.text, translation_of(store, node(p.iri))) for p in REPORT.passages}
    rows = answer(store, name)
    shown = {row[key] for row in rows for key in row if key.endswith("_sentence") and row[key]}
    pairs = {(row["sentence_zh"], row["sentence_en"]) for row in rows if row.get("sentence_zh")}
    assert shown <= {text for text, _ in said}
    assert pairs <= said


@pytest.mark.parametrize("name", NAMES)
def test_names_come_in_both_languages(store: ox.Store, name: str) -> None:
    """A Chinese name never stands without the English one, nor the other way round."""
    alone = [
        (key, row)
        for row in answer(store, name)
        for key in row
        if key.endswith("_zh")
        and f"{key[:-2]}en" in row
        and bool(row[key]) != bool(row[f"{key[:-2]}en"])
    ]
    assert alone == []


def test_facts_from_outside_change_no_answer(store: ox.Store) -> None:
    """The library answers from the report alone, whether or not the context is loaded."""
    wider = open_store(build_dataset(context=True))
    changed = [q.name for q in library() if run(store, q).rows != run(wider, q).rows]
    assert changed == []


# --- both signs


@pytest.mark.parametrize(
    ("name", "key", "there", "not_there"),
    [
        ("sector-plans", "plan", "policy:energy-carbon-peaking-plan", "policy:hfc-quota-plan-2024"),
        ("framework-sectors", "sector", "sector:industry", "field:ocean"),
        ("framework-reach", "reached", "topic:mitigation", "topic:adaptation"),
        ("inventory-categories", "code", "1.A.3.b", "1.A.3.b.i"),
        ("issuers", "policy", "policy:key-climate-tasks-2023-2025", "policy:energy-law"),
        ("policies-under-way", "policy", "policy:energy-law", "policy:wetlands-protection-law"),
        ("laws", "law", "policy:climate-change-law", "policy:unfccc"),
        ("standards", "standard", "policy:blue-carbon-technical-codes", "policy:energy-law"),
        ("changes", "as_written", "15.8倍", "零"),
        ("fastest-growth", "percent", "1580", "26.4"),
        ("targets", "as_written", "32万亩", "6100亿立方米以内"),
        ("approximate-figures", "as_written", "近30亿吨", "17.5%"),
        ("stated-twice", "first", "24.02%", "50.32%"),
        ("green-finance", "product", "programme:blue-bonds", "programme:carbon-allowance-21"),
        ("sector-overview", "thing", "policy:transport-carbon-peaking-plan", "policy:energy-law"),
        ("blue-carbon", "ecosystem_zh", "海藻场", "林业碳汇"),
        ("adaptation-by-region", "place", "place:yellow-river-basin", "place:china"),
        ("greenhouse-gases", "gas_zh", "甲烷", "二氧化碳"),
        ("pilot-places", "place_zh", "浙江省", "中国"),
        ("cooperation", "partner", "agent:giz", "place:china"),
        ("persons", "office", "德国总理", "日本首相"),
        ("year-overview", "when_en", "July 2023", "2022"),
        ("most-stated", "entity", "place:china", "place:egypt"),
        ("economic-instruments", "as_written", "3087亿元", "46份"),
        ("new-energy-vehicles", "growth", "96.9%", "1.7%"),
    ],
)
def test_what_belongs_is_there_and_what_does_not_is_not(
    store: ox.Store, name: str, key: str, there: str, not_there: str
) -> None:
    """One row that the answer must have, and one near it that it must not."""
    found = column(answer(store, name), key)
    assert (True, False) == (there in found, not_there in found)


def test_a_parameter_changes_the_answer(store: ox.Store) -> None:
    """Another sector, another year, another place."""
    aviation = column(answer(store, "sector-figures", sector="民航"), "as_written")
    year = column(answer(store, "year-overview", year="2030"), "as_written")
    pilots = column(answer(store, "place-overview", place="浙江省"), "subject_zh")
    assert {"约24%", "超过90%"} == aviation
    assert {"零"} == year
    assert "减污降碳协同创新区" in pilots


def test_adaptation_with_all_narrower_topics_is_all_of_chapter_three(store: ox.Store) -> None:
    """Each document, programme, action and event of the chapter is in the answer, and more."""
    rows = store.query(
        "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes().items())
        + """SELECT DISTINCT ?thing WHERE {
          VALUES ?kind {
            opn:Action opn:Arrangement opn:Document opn:Event opn:Installation opn:PolicyMeasure
            opn:Programme
          }
          ?passage opn:inSection/opn:sectionNumber ?section . FILTER (STRSTARTS(?section, "3."))
          GRAPH ?passage { ?thing a ?stated . FILTER NOT EXISTS { ?thing a opn:Agent } }
          ?thing a ?kind .
        }"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    expected = {show_term(row["thing"]) for row in rows}
    assert len(expected) == 106
    assert set() == expected - column(answer(store, "topic-overview"), "thing")


# --- what the report does not say


@pytest.fixture
def knowing(store: ox.Store) -> Iterator[ox.Store]:
    """Lend the store, and take out again what a test adds to it."""
    before = set(store)
    yield store
    for quad in set(store) - before:
        store.remove(quad)


SAYS_NOT = "the report does not say"


def add(store: ox.Store, *triples: tuple[str, str, str | ox.Literal], passage: str) -> None:
    """Assert triples in the graph of a passage."""
    graph = node(f"https://w3id.org/oneplusn/report/2023/{passage}")
    for subject, predicate, thing in triples:
        end = iri(thing) if isinstance(thing, str) else thing
        store.add(ox.Quad(iri(subject), iri(predicate), end, graph))
    add_union(store)


def test_the_ministries_are_not_named(knowing: ox.Store) -> None:
    """17 ministries without names; were one a member, the answer would name it."""
    name, group = "ministries-of-the-strategy", "agent:seventeen-ministries"
    expected = [(SAYS_NOT, "17部委", "")]
    rows = answer(knowing, name)
    assert expected == [(row["answer_en"], row["group_zh"], row["member_zh"]) for row in rows]
    add(knowing, (group, "opn:hasMember", "agent:mee"), passage="3.1/p1/s1")
    rows = answer(knowing, name)
    assert [("named", "生态环境部")] == [(row["answer_en"], row["member_zh"]) for row in rows]


def test_the_second_completion_rate_is_not_given(knowing: ox.Store) -> None:
    """The first period has a rate; the second gets one as soon as a figure gives it."""
    name = "compliance-completion"
    assert [("1", "99.5%"), ("2", SAYS_NOT), ("2", SAYS_NOT)] == [
        (row["number"], row["answer_en"]) for row in answer(knowing, name)
    ]
    figure = "quantity:test-completion"
    add(
        knowing,
        (figure, "opn:concerns", "programme:second-compliance-period"),
        (figure, "opn:indicator", "indicator:compliance-completion-rate"),
        (figure, "opn:asWritten", literal("98%")),
        passage="4.2/p2/s3",
    )
    rows = answer(knowing, name)
    assert [("1", "99.5%"), ("2", "98%")] == [(row["number"], row["answer_en"]) for row in rows]


def test_the_price_is_only_implied(knowing: ox.Store) -> None:
    """No price is given but an average follows; a figure for the price takes the gap's place."""
    rows = answer(knowing, "carbon-price")
    expected = [(SAYS_NOT, ""), (SAYS_NOT, ""), ("implied average", "45.85")]
    assert expected == [(row["answer_en"], row["yuan_per_tonne"]) for row in rows]
    figure = "quantity:test-price"
    add(
        knowing,
        (figure, "opn:indicator", "indicator:allowance-closing-price"),
        (figure, "opn:asWritten", literal("60元")),
        (figure, "opn:value", literal(60, datatype="decimal")),
        passage="4.2/p1/s3",
    )
    rows = answer(knowing, "carbon-price")
    expected = [(SAYS_NOT, ""), ("implied average", "45.85"), ("60元", "60")]
    assert expected == [(row["answer_en"], row["yuan_per_tonne"]) for row in rows]


def test_the_plans_have_no_issuers(knowing: ox.Store) -> None:
    """No plan of 1+N has a named issuer, one has a date; an issuer that is known is shown."""
    rows = answer(knowing, "plan-issuers")
    assert {SAYS_NOT} == column(rows, "issuer_en")
    assert {SAYS_NOT, "2022-06"} == column(rows, "date_en")
    plan = "policy:energy-carbon-peaking-plan"
    add(knowing, (plan, "opn:issuedBy", "agent:mee"), passage="5.1/p2/s2")
    known = {row["plan"]: row["issuer_en"] for row in answer(knowing, "plan-issuers")}
    assert "Ministry of Ecology and Environment" == known[plan]


def test_the_market_is_said_to_cover_power_generation_alone(knowing: ox.Store) -> None:
    """Power generation is said to be covered, energy contains it, steel is not spoken of."""
    name = "carbon-market-industries"
    expected = {
        "sector:steel": {SAYS_NOT},
        "sector:power-generation": {"covered"},
        "sector:energy": {"covered in part"},
    }
    asked = {key: column(answer(knowing, name, industry=key), "answer_en") for key in expected}
    assert expected == asked
    period = "programme:second-compliance-period"
    add(knowing, (period, "opn:appliesToSector", "sector:steel"), passage="4.2/p1/s1")
    rows = answer(knowing, name)
    said = {row["covered_en"]: row["answer_en"] for row in rows}
    assert {"steel": "covered", "power generation": SAYS_NOT} == said


def test_the_total_of_emissions_is_not_given(knowing: ox.Store) -> None:
    """The fall in intensity is not the total; a level for the country would be."""
    name, figure, total = "emission-total", "quantity:test-total", "indicator:test-emissions"
    assert {SAYS_NOT} == column(answer(knowing, name), "answer_en")
    add(
        knowing,
        (total, "opn:hasTopic", "topic:carbon-dioxide"),
        (total, "opn:coversTopic", "topic:greenhouse-gas"),  # as the rules would infer
        (figure, "opn:indicator", total),
        (figure, "opn:measure", "measure:level"),
        (figure, "opn:place", "place:china"),
        (figure, "opn:unit", "unit:tonne"),
        (figure, "opn:asWritten", literal("110亿吨")),
        passage="0/p3/s1",
    )
    graph = iri("graph:names")
    for text, language in (("排放总量", "zh"), ("total emissions", "en")):
        knowing.add(ox.Quad(iri(total), LABEL, literal(text, language=language), graph))
    add_union(knowing)
    rows = answer(knowing, name)
    assert [("given", "110亿吨")] == [(row["answer_en"], row["as_written"]) for row in rows]


def test_economic_instruments_are_found_whatever_they_are(store: ox.Store) -> None:
    """Systems, markets and bonds are among them beside taxes, prices and credit."""
    found = column(answer(store, "economic-instruments"), "instrument")
    expected = {
        "policy:carbon-trading-system",
        "policy:eu-carbon-border-adjustment-mechanism",
        "policy:nev-purchase-tax-exemption",
        "programme:green-bonds",
        "programme:green-certificate-trading",
        "programme:national-carbon-market",
    }
    assert set() == expected - found
    assert set() == found & {"policy:carbon-dual-control", "programme:carbon-allowance-21"}


def test_instruments_stand_under_their_heads(store: ox.Store) -> None:
    """All that works as an instrument has its kind, and each kind a head; none is a document."""
    rows = answer(store, "instruments")
    heads = {
        "economic instruments",
        "governance",
        "information and education",
        "regulatory instruments",
        "research and trials",
        "voluntary instruments",
    }
    assert heads == column(rows, "head_en")
    assert set() == column(rows, "thing") & column(answer(store, "laws"), "law")
