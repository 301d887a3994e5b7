"""The query library: headers, names, parameters as terms, answers in every format."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.errors import EncodingError, UnknownNameError, UsageError
from oneplusn.ontology.namespaces import BASE, OPN, prefixes
from oneplusn.queries.entities.resolve import AmbiguousNameError, resolve
from oneplusn.queries.library.binding import bind, run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.library.header import TOPICS, Parameter, Query, parse_query
from oneplusn.queries.output.tables import FORMATS, format_table, show_term
from oneplusn.queries.sparql.engine import Table, ask

HEADER = """#+ summary: Which plans?
#+ summary_zh: 哪些方案？
#+ description: Lists plans.
#+ topic: policies
#+ tags: policy, 1+N
#+ defaultView: table
"""
XSD = "http://www.w3.org/2001/XMLSchema#"
NAMES = [query.name for query in library()]

# --- headers


def test_a_header_is_read() -> None:
    """Fields, sorted tags, parameters in order, and the SPARQL without the header."""
    source = f"{HEADER}#+ param: a | iri | policy:x | what | 什么 | opn:PolicyDocument  opn:Treaty\n#+ param: y | year | 2022 | when | 何时\n\nSELECT ?a {{}}\n"
    expected = Query(
        name="plans",
        summary="Which plans?",
        summary_zh="哪些方案？",
        description="Lists plans.",
        topic="policies",
        tags=("1+N", "policy"),
        view="table",
        params=(
            Parameter("a", "iri", "policy:x", "what", "什么", ("opn:PolicyDocument", "opn:Treaty")),
            Parameter("y", "year", "2022", "when", "何时"),
        ),
        source="SELECT ?a {}\n",
    )
    assert expected == parse_query("plans", source)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ tags: policy, 1+N\n", "", "queries/questions/x.rq: the header lacks tags"),
        ("Lists plans.", "", "queries/questions/x.rq: the header lacks description"),
        ("defaultView: table", "defaultView: pie", "queries/questions/x.rq: unknown view 'pie'"),
        ("topic: policies", "topic: plans", "queries/questions/x.rq: unknown topic 'plans'"),
        (
            "#+ tags",
            "#+ tag",
            "queries/questions/x.rq:5: not a header field: '#+ tag: policy, 1+N'",
        ),
        (
            "#+ tags: policy",
            "#+ policy",
            "queries/questions/x.rq:5: not a header field: '#+ policy, 1+N'",
        ),
        (
            "#+ tags",
            "#+ param: a | iri | policy:x | what\n#+ tags",
            "queries/questions/x.rq:5: not a parameter: 'a | iri | policy:x | what'",
        ),
        (
            "#+ tags",
            "#+ param: a | iri | policy:x | what | 什么 | opn:PolicyDocument | more\n#+ tags",
            "queries/questions/x.rq:5: not a parameter: 'a | iri | policy:x | what | 什么 | opn:PolicyDocument | more'",
        ),
        (
            "#+ tags",
            "#+ param: a | thing | x | what | 什么\n#+ tags",
            "queries/questions/x.rq:5: not a parameter: 'a | thing | x | what | 什么'",
        ),
        (
            "#+ tags",
            "#+ param: a | iri | | what | 什么\n#+ tags",
            "queries/questions/x.rq:5: not a parameter: 'a | iri | | what | 什么'",
        ),
    ],
)
def test_a_bad_header_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    """What is missing, blank or unknown is named with file and, where it stands on one, line."""
    assert old in HEADER
    with pytest.raises(EncodingError) as caught:
        parse_query("queries/questions/x.rq", HEADER.replace(old, new) + "SELECT * {}")
    assert message == str(caught.value)


# --- the library


def test_the_library_is_sorted_and_has_each_name_once() -> None:
    """The list of questions has a fixed order."""
    assert sorted(set(NAMES)) == NAMES
    assert "sector-plans" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_query_binds_what_it_declares(name: str) -> None:
    """Each parameter is a variable of the projection: only so can it be bound from outside."""
    query = get_query(name)
    projection = re.split(r"\bWHERE\b", query.text)[0]
    declared = [f"?{param.name}" for param in query.params]
    assert [] == [v for v in declared if not re.search(rf"{re.escape(v)}(?!\w)", projection)]
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize("name", NAMES)
def test_every_query_says_what_it_asks(name: str) -> None:
    """Both summaries are questions, the Chinese one in Chinese; the name is a slug."""
    query = get_query(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", query.name)
    assert ("?", "？") == (query.summary[-1], query.summary_zh[-1])
    assert re.search(r"[\u4e00-\u9fff]", query.summary_zh)
    assert "" not in query.tags
    assert query.topic in TOPICS


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_an_answer(store: ox.Store, name: str) -> None:
    """With its defaults each question of the library finds something."""
    query = get_query(name)
    table = run(store, query)
    assert table.rows
    assert set() == {row for row in table.rows if len(row) != len(table.columns)}


def test_questions_are_asked_in_a_fixed_order() -> None:
    """Each query sorts its rows: an answer does not change from run to run."""
    assert [] == [query.name for query in library() if "ORDER BY" not in query.text]


def test_an_unknown_query_comes_with_near_names() -> None:
    """A slip of the finger is answered with the name that was meant."""
    with pytest.raises(
        UnknownNameError, match=r"^unknown query 'sector-plan'; did you mean sector-plans"
    ):
        get_query("sector-plan")


# --- running


def query_of(text: str, *params: Parameter) -> Query:
    """Make a query of the library from SPARQL alone."""
    return Query("test", "", "", "", "policies", (), "table", params, text)


WORDS = Parameter("words", "literal", "碳", "words", "字词")
THING = Parameter("thing", "iri", "policy:one-plus-n", "thing", "事物")
YEAR = Parameter("year", "year", "2022", "year", "年")
LITTLE = f"""
@prefix policy: <{BASE}policy/> . @prefix agent: <{BASE}agent/> .
@prefix quantity: <{BASE}quantity/> .
@prefix rdfs: <{prefixes()["rdfs"]}> . @prefix skos: <{prefixes()["skos"]}> .
policy:one-plus-n rdfs:label "碳达峰碳中和“1+N”政策体系"@zh , "1+N policy framework"@en ;
    skos:altLabel "“1+N”政策体系"@zh .
policy:energy-plan rdfs:label "能源领域碳达峰实施方案"@zh , "Energy Plan"@en .
policy:energy-outline rdfs:label "能源纲要"@zh , "Energy Outline"@en .
agent:mee rdfs:label "生态环境部"@zh , "Ministry of Ecology and Environment"@en .
agent:mee-two rdfs:label "Environment Two"@en , "二部"@zh .
agent:twin rdfs:label "同名"@zh . policy:twin rdfs:label "同名"@zh .
quantity:q rdfs:label "能耗：81个"@zh .
<https://example.org/x> rdfs:label "外部"@zh .
"""


@pytest.fixture(scope="module")
def little() -> ox.Store:
    """Load a handful of labels."""
    found = ox.Store()
    found.load(LITTLE, format=ox.RdfFormat.TURTLE)
    return found


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (f"{BASE}policy/one-plus-n", "policy/one-plus-n"),
        ("policy:one-plus-n", "policy/one-plus-n"),
        ("one-plus-n", "policy/one-plus-n"),
        ("碳达峰碳中和“1+N”政策体系", "policy/one-plus-n"),
        ("碳达峰碳中和1+N政策体系", "policy/one-plus-n"),
        ("“1+N”政策体系", "policy/one-plus-n"),
        ("1+n POLICY  framework", "policy/one-plus-n"),
        ("１＋Ｎ政策体系", "policy/one-plus-n"),
        ("‘1＋N’政策", "policy/one-plus-n"),
        ("ｐｏｌｉｃｙ　framework", "policy/one-plus-n"),
        ("《能源领域碳达峰实施方案》", "policy/energy-plan"),
        ("能源领域", "policy/energy-plan"),
        ("mee", "agent/mee"),
        ("生态环境部", "agent/mee"),
        ("Ministry of", "agent/mee"),
        ("policy:twin", "policy/twin"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(little: ox.Store, name: str, slug: str) -> None:
    """IRI, prefixed name, slug, Chinese or English label, other name, or part of one."""
    assert ox.NamedNode(BASE + slug) == resolve(little, name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "能源",
            (
                "'能源' can mean policy:energy-outline (Energy Outline), "
                "policy:energy-plan (Energy Plan)"
            ),
        ),
        ("同名", "'同名' can mean agent:twin (同名 [zh]), policy:twin (同名 [zh])"),
        ("twin", "'twin' can mean agent:twin (同名 [zh]), policy:twin (同名 [zh])"),
    ],
)
def test_an_ambiguous_name_lists_what_it_can_mean(
    little: ox.Store, name: str, message: str
) -> None:
    """Nothing is guessed: all that fits is listed."""
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(little, name)
    assert message == str(caught.value)


def test_a_long_list_of_meanings_is_cut() -> None:
    """Eight are named, and how many more there are."""
    error = AmbiguousNameError("x", [f"policy:{n}" for n in range(10)])
    shown = ", ".join(f"policy:{n}" for n in range(8))
    assert f"'x' can mean {shown} and 2 more" == str(error)


@pytest.mark.parametrize(
    "name",
    [
        "生态环境局",
        "policy:one-plus-m",
        f"{BASE}policy/none",
        "https://example.org/x",
        "外部",
        "81个",
        'x" . } INSERT DATA { <a:a> <a:a> <a:a>',
    ],
)
def test_an_unknown_name_is_refused(little: ox.Store, name: str) -> None:
    """What has no such name here, or is a figure or another's resource, is not found."""
    with pytest.raises(UnknownNameError, match=f"^unknown entity {re.escape(repr(name))}"):
        resolve(little, name)


def test_an_unknown_name_comes_with_near_ones(little: ox.Store) -> None:
    """A misspelt label is answered with the label."""
    with pytest.raises(UnknownNameError, match="did you mean 生态环境部"):
        resolve(little, "生态环保部")


def test_parameters_become_terms(little: ox.Store) -> None:
    """Names are resolved, words and years are literals, and what is not given has its default."""
    query = query_of("SELECT ?thing ?words ?year {}", THING, WORDS, YEAR)
    assert {
        ox.Variable("thing"): ox.NamedNode(f"{BASE}agent/mee"),
        ox.Variable("words"): ox.Literal("碳"),
        ox.Variable("year"): ox.Literal("2030"),
    } == bind(little, query, {"thing": "生态环境部", "year": "2030"})


@pytest.mark.parametrize("year", ["22", "20222", "year", "", "２０２２年", "2022\n"])
def test_a_year_has_four_digits(little: ox.Store, year: str) -> None:
    """Anything else is refused with the parameter's name."""
    with pytest.raises(
        UsageError, match=f"'year' is a year of four digits, not {re.escape(repr(year))}"
    ):
        bind(little, query_of("SELECT ?year {}", YEAR), {"year": year})


def test_an_unknown_parameter_is_refused(little: ox.Store) -> None:
    """The message names the query and the parameter that comes near."""
    with pytest.raises(UnknownNameError) as caught:
        run(little, query_of("SELECT ?words {}", WORDS), {"word": "x"})
    assert (
        "unknown parameter of 'test' 'word'; did you mean words? There are: report, words"
        == str(caught.value)
    )


def test_a_parameter_is_no_column(little: ox.Store) -> None:
    """What was asked for is not repeated in the answer."""
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    text = f"SELECT ?thing ?zh {{ ?thing <{label}> ?zh FILTER (lang(?zh) = 'zh') }}"
    found = run(little, query_of(text, THING), {"thing": "mee"})
    assert Table(("zh",), ((ox.Literal("生态环境部", language="zh"),),)) == found


HOSTILE = [
    'x" . } INSERT DATA { <a:a> <a:b> <a:c> } #',
    '") } DELETE WHERE { ?s ?p ?o } #',
    "?s",
    "<a:a>",
    "\\u0022 }",
    "') || true || contains(?s, '",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_word(store: ox.Store, value: str) -> None:
    """Parameters are bound as terms: SPARQL in them finds nothing and breaks nothing."""
    before = len(store)
    found = run(store, get_query("say-about"), {"words": value})
    assert ((), before) == (found.rows, len(store))


@given(value=st.text(max_size=20))
def test_any_value_finds_itself_alone(value: str) -> None:
    """No character of a value is read as SPARQL: it matches the same literal and no other."""
    store = ox.Store()
    subject, other = ox.NamedNode("https://e.org/a"), ox.NamedNode("https://e.org/b")
    store.add(ox.Quad(subject, subject, ox.Literal(value)))
    store.add(ox.Quad(other, subject, ox.Literal(f"{value}x")))
    query = query_of("SELECT ?words ?s { ?s ?p ?o FILTER (?o = ?words) }", WORDS)
    assert ((subject,),) == run(store, query, {"words": value}).rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://localhost/> { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://localhost/>{}}",
        "SELECT * { ?s ?p 'x' . SERVICE ?s { ?s ?p 'y' } }",
        "SELECT * { FILTER (1 < 2) SERVICE <http://localhost/> { FILTER (2 > 1) } }",
        'SELECT * { BIND ("""a " b""" AS ?a) SERVICE <http://localhost/> {} BIND ("""a " b""" AS ?b) }',
        "SELECT * { BIND ('''a ' b''' AS ?a) SERVICE <http://localhost/> {} BIND ('''a ' b''' AS ?b) }",
        "SELECT * { # comment\rSERVICE <http://localhost/> {}\n}",
        r"SELECT * { BIND ('\'' AS ?a) SERVICE <http://localhost/> {} BIND ('' AS ?b) }",
        "LOAD <http://localhost/>",
    ],
)
def test_what_would_reach_out_is_refused(text: str) -> None:
    """No query sends a request to another machine, however it is written."""
    with pytest.raises(UsageError, match=r"^(SERVICE|LOAD) is refused.*"):
        ask(ox.Store(), text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { BIND ('SERVICE <http://localhost/>' AS ?x) }",
        'SELECT ?x { BIND ("""a " SERVICE " b""" AS ?x) }',
        "SELECT ?x { BIND (1 AS ?x) } # SERVICE",
        "SELECT ?x { BIND (<https://example.org/SERVICE> AS ?x) }",
        "SELECT ?load { BIND (1 AS ?load) }",
        "SELECT ?x { BIND (1 AS ?x) FILTER NOT EXISTS { ?s opn:service ?o } }",
    ],
)
def test_the_word_alone_is_not_refused(text: str) -> None:
    """In strings, comments, IRIs and names the words mean nothing."""
    assert 1 == len(ask(ox.Store(), text).rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("CLEAR ALL", "CLEAR is refused"),
        ("PREFIX e: <e:> DROP ALL", "DROP is refused"),
        ("SELECT * {\n ?s ?p \n", "line 2, column 7: "),
        ("", "line 1, column 1: "),
        (
            "SELECT * { ?s nowhere:p ?o }",
            "line 1, column 15: the prefix of 'nowhere:p' is not declared",
        ),
    ],
)
def test_what_is_no_question_is_refused(text: str, message: str) -> None:
    """Updates are named; a syntax error is told with its line and column."""
    store = ox.Store()
    with pytest.raises(UsageError, match=f"^{re.escape(message)}"):
        ask(store, text)
    assert 0 == len(store)


def test_yes_or_no_is_one_cell(little: ox.Store) -> None:
    """``ASK`` answers with a truth value."""
    boolean = ox.NamedNode(f"{XSD}boolean")
    expected = [
        Table(("answer",), ((ox.Literal(w, datatype=boolean),),)) for w in ("true", "false")
    ]
    assert expected == [ask(little, f"ASK {{ ?s rdfs:label '{w}'@zh }}") for w in ("同名", "无名")]


def test_constructed_triples_are_rows(little: ox.Store) -> None:
    """``CONSTRUCT`` answers with subject, predicate and object."""
    text = "CONSTRUCT { ?s a opn:Agent } WHERE { ?s rdfs:label '生态环境部'@zh }"
    row = tuple(
        ox.NamedNode(iri)
        for iri in (f"{BASE}agent/mee", f"{prefixes()['rdf']}type", OPN.Agent.value)
    )
    assert Table(("subject", "predicate", "object"), (row,)) == ask(little, text)


@pytest.mark.parametrize(
    ("limit", "count", "more"), [(0, 0, True), (2, 2, True), (3, 3, False), (9, 3, False)]
)
def test_an_answer_is_cut_where_it_is_told(limit: int, count: int, *, more: bool) -> None:
    """No more rows are computed than asked for, and it is said whether there are more."""
    found = ask(ox.Store(), "SELECT ?x { VALUES ?x { 1 2 3 } }", limit=limit)
    assert (count, more) == (len(found.rows), found.more)


def test_a_query_without_prefixes_has_ours(store: ox.Store) -> None:
    """Whoever asks by hand need not declare the project's prefixes."""
    found = ask(store, "SELECT (COUNT(?p) AS ?n) { ?p a opn:Sentence }")
    assert ("291",) == tuple(show_term(term) for row in found.rows for term in row)


# --- formats

LITERALS = [
    ox.Literal('comma, quote " and\nnew line'),
    ox.Literal("tab\there | pipe \\ <b>", language="en"),
    ox.Literal("3.65", datatype=ox.NamedNode(f"{XSD}decimal")),
]
NASTY = Table(
    ("a", "b", "c"),
    (
        (ox.NamedNode(f"{BASE}policy/one-plus-n"), LITERALS[0], None),
        (ox.NamedNode("https://example.org/x"), LITERALS[1], LITERALS[2]),
        (ox.BlankNode("n"), ox.Literal("碳达峰", language="zh"), ox.Literal("")),
    ),
)


def test_csv_is_read_back() -> None:
    """Quotes, commas and line breaks are quoted as RFC 4180 has it; nothing bound is empty."""
    written = format_table(NASTY, "csv")
    assert [
        ["a", "b", "c"],
        [f"{BASE}policy/one-plus-n", 'comma, quote " and\nnew line', ""],
        ["<https://example.org/x>", "tab\there | pipe \\ <b>", "3.65"],
        ["_:n", "碳达峰", ""],
    ] == [
        [cell if cell != "https://example.org/x" else f"<{cell}>" for cell in row]
        for row in csv.reader(io.StringIO(written, newline=""))
    ]
    assert written.endswith("\r\n")


@pytest.mark.parametrize("start", [*"-=+@－＝＋＠", "\t=", "\n="])
def test_a_spreadsheet_calculates_nothing(start: str) -> None:
    """Text that would be a formula gets an apostrophe in front of it; plain CSV has none."""
    negative = ox.Literal("-5", datatype=ox.NamedNode(f"{XSD}decimal"))
    text = ox.Literal(f"{start}1", language="zh")
    table = Table(("a", "b", "c"), ((text, negative, ox.Literal("1=1")),))
    written, plain = format_table(table, "excel"), format_table(table, "csv")
    assert written.startswith("\ufeffa,b,c\r\n")
    rows = [list(csv.reader(io.StringIO(form, newline="")))[1] for form in (written, plain)]
    assert [[f"'{start}1", "-5", "1=1"], [f"{start}1", "-5", "1=1"]] == rows


def test_tsv_keeps_terms_whole() -> None:
    """One line a row whatever is in a cell, variables and terms in SPARQL syntax."""
    assert [
        "?a\t?b\t?c",
        f'<{BASE}policy/one-plus-n>\t"comma, quote \\" and\\nnew line"\t',
        f'<https://example.org/x>\t"tab\\there | pipe \\\\ <b>"@en\t"3.65"^^<{XSD}decimal>',
        '_:n\t"碳达峰"@zh\t""',
        "",
    ] == format_table(NASTY, "tsv").split("\n")


def test_json_is_the_standard_form() -> None:
    """SPARQL 1.1 JSON: unbound variables are left out, languages and types are kept."""
    assert {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": f"{BASE}policy/one-plus-n"},
                    "b": {"type": "literal", "value": 'comma, quote " and\nnew line'},
                },
                {
                    "a": {"type": "uri", "value": "https://example.org/x"},
                    "b": {"type": "literal", "value": "tab\there | pipe \\ <b>", "xml:lang": "en"},
                    "c": {"type": "literal", "value": "3.65", "datatype": f"{XSD}decimal"},
                },
                {
                    "a": {"type": "bnode", "value": "n"},
                    "b": {"type": "literal", "value": "碳达峰", "xml:lang": "zh"},
                    "c": {"type": "literal", "value": ""},
                },
            ]
        },
    } == json.loads(format_table(NASTY, "json"))


def test_markdown_keeps_to_its_cells() -> None:
    """Pipes, backslashes, angle brackets and line breaks cannot break the table."""
    assert [
        "| a | b | c |",
        "| --- | --- | --- |",
        '| policy:one-plus-n | comma, quote " and new line |  |',
        "| https://example.org/x | tab here \\| pipe \\\\ &lt;b&gt; | 3.65 |",
        "| _:n | 碳达峰 |  |",
        "",
    ] == format_table(NASTY, "md").split("\n")


def test_a_plain_table_has_one_line_a_row() -> None:
    """Cells stand apart by tabs, and no cell has a tab or a line break of its own."""
    assert [
        "a\tb\tc",
        'policy:one-plus-n\tcomma, quote " and new line\t',
        "https://example.org/x\ttab here | pipe \\ <b>\t3.65",
        "_:n\t碳达峰\t",
        "",
    ] == format_table(NASTY, "table").split("\n")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "a,b\r\n"),
        ("excel", "\ufeffa,b\r\n"),
        (
            "json",
            '{\n "head": {\n  "vars": [\n   "a",\n   "b"\n  ]\n },\n "results": {\n  "bindings": []\n }\n}\n',
        ),
        ("md", "| a | b |\n| --- | --- |\n"),
        ("table", "a\tb\n"),
        ("tsv", "?a\t?b\n"),
    ],
)
def test_an_empty_answer_has_its_columns(form: str, expected: str) -> None:
    """Without rows the columns are still named."""
    assert expected == format_table(Table(("a", "b"), ()), form)


@given(text=st.text())
def test_csv_and_json_give_back_any_text(text: str) -> None:
    """What is written can be read, whatever the characters."""
    table = Table(("x",), ((ox.Literal(text),),))
    rows = list(csv.reader(io.StringIO(format_table(table, "csv"), newline="")))
    said = json.loads(format_table(table, "json"))["results"]["bindings"]
    assert [{"x": {"type": "literal", "value": text}}] == said
    assert [["x"], [text]] == rows or (text == "" and [["x"], []] == rows)


def test_an_unknown_format_is_refused() -> None:
    """Six formats are known; another is answered with what comes near."""
    assert ["csv", "excel", "json", "md", "table", "tsv"] == sorted(FORMATS)
    with pytest.raises(UnknownNameError, match=r"^unknown format 'cvs'; did you mean csv"):
        format_table(NASTY, "cvs")
