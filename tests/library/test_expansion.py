"""What a question asks, written out in full: columns, labels, prefixes."""

from __future__ import annotations

import re
from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.errors import EncodingError
from oneplusn.graph.rdf import add_union
from oneplusn.queries.library.catalog import context_library, library
from oneplusn.queries.library.expansion import expand
from oneplusn.queries.library.header import Query
from oneplusn.queries.sparql.engine import ask

OPN = "PREFIX opn: <https://w3id.org/oneplusn/ontology#>\n"
RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
QUESTIONS = (*library(), *context_library())
OWN_LABELS = {
    "about-entity": "what has no label is called by its IRI",
    "official-documents": "titles, notes and lists of issuers are no labels of a column",
    "public-identifiers": "the thing is one column, its name another",
    "what-ended": "the state, or in the same column that nothing ended",
    "target-observations": "two base periods, of which one has the other's name",
}
"""Question → why it reads labels by itself."""


def label(name: str) -> str:
    """Write the pattern that reads the labels of a variable."""
    columns = f"?{name}_zh, ?{name}_en"
    return f'?{name} rdfs:label {columns} . FILTER (lang(?{name}_zh) = "zh" && lang(?{name}_en) = "en")'


# --- whole texts


def test_a_question_is_written_out_in_full() -> None:
    """Labels stand behind the plain patterns; those of an OPTIONAL in it, and in its form."""
    question = """SELECT DISTINCT ?plan ?planLabel ?statusLabel ?figure ?unitLabel ?sentence
WHERE {
  GRAPH ?passage { ?plan opn:partOf ?whole }
  ?passage opn:text ?sentence .
  OPTIONAL { ?plan opn:status ?status }
  OPTIONAL {
    ?figure opn:concerns ?plan ;
      opn:unit ?unit
  }
}
ORDER BY ?plan_en ?figure
"""
    expected = f"""{OPN}{RDFS}
SELECT DISTINCT ?plan ?plan_zh ?plan_en ?status_zh ?status_en ?figure ?unit_zh ?unit_en ?sentence
WHERE {{
  GRAPH ?passage {{ ?plan opn:partOf ?whole }}
  ?passage opn:text ?sentence .
  {label("plan")}
  OPTIONAL {{ ?plan opn:status ?status . {label("status")} }}
  OPTIONAL {{
    ?figure opn:concerns ?plan ;
      opn:unit ?unit .
    {label("unit")}
  }}
}}
ORDER BY ?plan_en ?figure
"""
    assert expected == expand(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("SELECT ?a { ?a a ?b }", "SELECT ?a { ?a a ?b }", id="nothing asked"),
        pytest.param(
            'SELECT ?a { ?a ?p "?x_zh ?yLabel" } # ?x_zh ?yLabel',
            'SELECT ?a { ?a ?p "?x_zh ?yLabel" } # ?x_zh ?yLabel',
            id="strings and comments",
        ),
        pytest.param(
            "SELECT ?a { ?a <http://e.org/?x_zh> <http://e.org/?yLabel> }",
            "SELECT ?a { ?a <http://e.org/?x_zh> <http://e.org/?yLabel> }",
            id="IRIs",
        ),
        pytest.param(
            "SELECT ?Label ?planLabels ?_zh { ?Label ?planLabels ?_zh }",
            "SELECT ?Label ?planLabels ?_zh { ?Label ?planLabels ?_zh }",
            id="names that only look like it",
        ),
        pytest.param(
            "SELECT $a $aLabel { $a a $b } # end",
            f"{RDFS}\nSELECT $a ?a_zh ?a_en {{ $a a $b . {label('a')} }} # end",
            id="the other sign of a variable",
        ),
        pytest.param(
            "SELECT ?sLabel { ?p opn:text ?s ; opn:startOffset ?n FILTER (?s != ?n) } ORDER BY ?s",
            f"{OPN}\nSELECT ?s_zh ?s_en {{ ?p opn:text ?s_zh ; opn:startOffset ?n FILTER (?s_zh != ?n)"
            " OPTIONAL { ?p opn:translation ?s_en } } ORDER BY ?s_zh",
            id="a sentence with its translation",
        ),
        pytest.param(
            "SELECT ?sLabel { { ?p opn:text ?s } UNION { ?q opn:text ?s . ?q a ?b } }",
            f"{OPN}\nSELECT ?s_zh ?s_en {{ {{ ?p opn:text ?s_zh OPTIONAL {{ ?p opn:translation ?s_en }} }}"
            " UNION { ?q opn:text ?s_zh . ?q a ?b OPTIONAL { ?q opn:translation ?s_en } } }",
            id="sentences of two branches",
        ),
        pytest.param(
            "SELECT ?s { ?p opn:text ?s }",
            f"{OPN}\nSELECT ?s {{ ?p opn:text ?s }}",
            id="a sentence alone",
        ),
        pytest.param(
            "SELECT ?a_zh_enLabel { ?a_zh_en a ?b }",
            f"{RDFS}\nSELECT ?a_zh_en_zh ?a_zh_en_en {{ ?a_zh_en a ?b . {label('a_zh_en')} }}",
            id="a name that ends as a column does",
        ),
        pytest.param(
            "SELECT ?aLabel\n{\n  ?a a ?b # ?c_zh }\n}",
            f"{RDFS}\nSELECT ?a_zh ?a_en\n{{\n  ?a a ?b .\n  {label('a')} # ?c_zh }}\n}}",
            id="a comment behind the place",
        ),
        pytest.param(
            'SELECT ?whatLabel { { BIND ("一" AS ?what_zh) BIND ("one" AS ?what_en) } }',
            'SELECT ?what_zh ?what_en { { BIND ("一" AS ?what_zh) BIND ("one" AS ?what_en) } }',
            id="columns that the question binds",
        ),
        pytest.param(
            "SELECT ?a { ?a a ?b BIND (STR(?b_en) AS ?c) }",
            f"{RDFS}\nSELECT ?a {{ ?a a ?b . {label('b')} BIND (STR(?b_en) AS ?c) }}",
            id="a label in an expression alone",
        ),
        pytest.param(
            "SELECT ?bLabel (COUNT(?a) AS ?n) { ?a a ?b } GROUP BY ?bLabel ORDER BY ?b_en",
            f"{RDFS}\nSELECT ?b_zh ?b_en (COUNT(?a) AS ?n) {{ ?a a ?b . {label('b')} }}"
            " GROUP BY ?b_zh ?b_en ORDER BY ?b_en",
            id="groups",
        ),
        pytest.param(
            "SELECT ?bLabel { { ?a a ?b } UNION { ?a a ?b . ?a a ?c } }",
            f"{RDFS}\nSELECT ?b_zh ?b_en {{ {{ ?a a ?b }} UNION {{ ?a a ?b . ?a a ?c }} {label('b')} }}",
            id="bound in each branch",
        ),
        pytest.param(
            "SELECT ?bLabel { { ?a a ?b } UNION { ?a a ?c } ?a a ?d }",
            f"{RDFS}\nSELECT ?b_zh ?b_en {{ {{ ?a a ?b . {label('b')} }} UNION {{ ?a a ?c }} ?a a ?d }}",
            id="bound in one branch",
        ),
        pytest.param(
            "SELECT ?bLabel { ?a a ?b { ?b a ?c } UNION { ?b a ?d } ?e a ?b }",
            f"{RDFS}\nSELECT ?b_zh ?b_en {{ ?a a ?b . {label('b')} {{ ?b a ?c }} UNION {{ ?b a ?d }} ?e a ?b }}",
            id="bound before the branches",
        ),
        pytest.param(
            "SELECT ?cLabel { ?a a ?b OPTIONAL { ?a a ?d OPTIONAL { ?d a ?c } } MINUS { ?c a ?a } }",
            f"{RDFS}\nSELECT ?c_zh ?c_en {{ ?a a ?b OPTIONAL {{ ?a a ?d OPTIONAL {{ ?d a ?c . {label('c')} }} }}"
            " MINUS { ?c a ?a } }",
            id="an OPTIONAL in an OPTIONAL, and a MINUS",
        ),
        pytest.param(
            "SELECT ?bLabel { OPTIONAL { ?a a ?b } OPTIONAL { ?c a ?b } }",
            f"{RDFS}\nSELECT ?b_zh ?b_en {{ OPTIONAL {{ ?a a ?b . {label('b')} }}"
            f" OPTIONAL {{ ?c a ?b . {label('b')} }} }}",
            id="two OPTIONALs",
        ),
        pytest.param(
            "SELECT ?aLabel { FILTER NOT EXISTS { ?a a ?a_c } { SELECT ?a { ?a a ?b } } FILTER (?a != 1) }",
            f"{RDFS}\nSELECT ?a_zh ?a_en {{ FILTER NOT EXISTS {{ ?a a ?a_c }} {{ SELECT ?a {{ ?a a ?b }} }}"
            f" FILTER (?a != 1) {label('a')} }}",
            id="from a SELECT in it",
        ),
        pytest.param(
            "SELECT ?b_en { { SELECT ?bLabel { ?a a ?b } ORDER BY ?a } }",
            f"{RDFS}\nSELECT ?b_en {{ {{ SELECT ?b_zh ?b_en {{ ?a a ?b . {label('b')} }} ORDER BY ?a }} }}",
            id="labels that a SELECT in it gives",
        ),
        pytest.param(
            "SELECT ?aLabel ?pLabel { GRAPH ?g { ?a a ?b ; ?p ?c } }",
            f"{RDFS}\nSELECT ?a_zh ?a_en ?p_zh ?p_en {{ GRAPH ?g {{ ?a a ?b ; ?p ?c }} {label('p')} {label('a')} }}",
            id="properties first, and nothing in a GRAPH",
        ),
        pytest.param(
            f"{RDFS}SELECT ?a {{ ?a a opn:LegalAct }}",
            f"{OPN}{RDFS}SELECT ?a {{ ?a a opn:LegalAct }}",
            id="prefixes that are declared stay",
        ),
    ],
)
def test_the_rule(question: str, expected: str) -> None:
    """Each text whole, and again the same when it is expanded once more."""
    assert expected == expand(question)
    assert expected == expand(expected)
    ox.Store().query(expected)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            "SELECT ?b { ?a a ?b } ORDER BY ?bLabel",
            "?bLabel may stand in SELECT and GROUP BY; elsewhere it is ?b_zh or ?b_en",
        ),
        (
            "SELECT ?b { ?a a ?bLabel }",
            "?bLabel may stand in SELECT and GROUP BY; elsewhere it is ?b_zh or ?b_en",
        ),
        ("SELECT ?cLabel { ?a a ?b }", "?c, whose labels are asked for, is bound nowhere"),
        (
            "SELECT ?cLabel { ?a a ?b MINUS { ?a a ?c } }",
            "?c, whose labels are asked for, is bound nowhere",
        ),
        (
            'SELECT ?bLabel { ?a a ?b BIND ("b" AS ?b_en) }',
            "?b_en is bound, its twin in the other language is not",
        ),
        (
            "SELECT ?bLabel { OPTIONAL { SELECT ?b { ?a a ?b } } }",
            "the labels of ?b belong into the SELECT that it comes from",
        ),
        (
            "SELECT ?bLabel { GRAPH ?g { { ?a a ?b } UNION { ?a a ?c } } }",
            "?b is in a part of a GRAPH alone, where no label is",
        ),
        ("ASK { ?a a ?b }", "no SELECT query: it ends too early"),
        ("SELECT ?a { ?a a ?b", "no SELECT query: it ends too early"),
    ],
)
def test_what_cannot_be_expanded_is_refused(question: str, message: str) -> None:
    """With the name of the question and of the variable, before anything is asked."""
    query = Query("laws", "", "", "", "policies", (), "table", (), question)
    with pytest.raises(EncodingError) as caught:
        _ = query.text
    assert f"laws.rq: {message}" == str(caught.value)


# --- the library


def test_a_question_spells_no_label_without_need() -> None:
    """Whoever does has a reason; the rule does it for all the others."""
    spelled = {query.name for query in QUESTIONS if "lang(" in query.source}
    notes = {"indicator-comparisons", "plan-identifications", "targets"}
    assert {*OWN_LABELS, *notes} == spelled


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_a_text_is_expanded_once(query: Query) -> None:
    """What is run is standard SPARQL, declares nothing twice, and the rule leaves it alone."""
    assert query.text == expand(query.text)
    assert re.search(r"[?$]\w+Label\b", query.text) is None
    assert "PREFIX" not in query.source


# --- any pattern

NODES = [ox.NamedNode(f"https://e.org/{n}") for n in range(3)]
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
VARIABLES = "abcd"
triple = st.tuples(st.sampled_from(VARIABLES), st.integers(0, 1), st.sampled_from(VARIABLES)).map(
    lambda t: f"?{t[0]} <https://e.org/p{t[1]}> ?{t[2]} ."
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Put several parts into one group."""
    return st.lists(parts, min_size=1, max_size=3).map(" ".join)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Wrap a pattern in what binds some of its variables, or none."""
    return st.one_of(
        st.tuples(triple, inner).map(lambda pair: f"{pair[0]} OPTIONAL {{ {pair[1]} }}"),
        st.tuples(inner, inner).map(lambda pair: f"{{ {pair[0]} }} UNION {{ {pair[1]} }}"),
        st.tuples(triple, inner).map(lambda pair: f"{pair[0]} MINUS {{ {pair[1]} }}"),
        st.tuples(triple, inner).map(lambda pair: f"{pair[0]} FILTER NOT EXISTS {{ {pair[1]} }}"),
        triple.map(lambda one: f"GRAPH ?g {{ {one} }}"),
        inner.map(lambda one: f"{{ {one} }}"),
    )


PATTERNS = st.recursive(joined(triple), lambda inner: joined(nested(inner)), max_leaves=5)
STORES = st.sets(st.tuples(*[st.integers(0, 2)] * 2, st.integers(0, 1)), max_size=9)


@given(pattern=PATTERNS, triples=STORES)
def test_labels_add_columns_and_nothing_else(
    pattern: str, triples: set[tuple[int, int, int]]
) -> None:
    """Where each thing has its labels, the rows are those of the plain question."""
    store = ox.Store()
    for subject, thing, number in triples:
        property_ = ox.NamedNode(f"https://e.org/p{number}")
        store.add(ox.Quad(NODES[subject], property_, NODES[thing], ox.NamedNode("https://e.org/g")))
    for node in NODES:
        for language in ("zh", "en"):
            store.add(ox.Quad(node, LABEL, ox.Literal(node.value, language=language)))
    add_union(store)
    plain = ask(store, f"SELECT ?a ?b ?c ?d {{ {pattern} }}")
    possible = [name for name in VARIABLES if _binds(pattern, name)]
    columns = " ".join(f"?{name}Label" for name in possible)
    text = expand(f"SELECT ?a ?b ?c ?d {columns} {{ {pattern} }}")
    expected = Counter(
        (*row, *(_label(row[VARIABLES.index(n)], lang) for n in possible for lang in ("zh", "en")))
        for row in plain.rows
    )
    assert expected == Counter(ask(store, text).rows)
    assert text == expand(text)


def _binds(pattern: str, name: str) -> bool:
    """Tell whether the labels of a variable can be asked for at all."""
    try:
        expand(f"SELECT ?{name}Label {{ {pattern} }}")
    except EncodingError as error:
        assert "is bound nowhere" in str(error)  # noqa: PT017 - nothing else may be refused here
        return False
    return True


def _label(term: object, lang: str) -> ox.Literal | None:
    return ox.Literal(term.value, language=lang) if isinstance(term, ox.NamedNode) else None
