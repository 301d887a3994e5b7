"""The message catalogue: both languages, nothing unused, nothing missing, and a checked reader."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest
from paths import ROOT

from oneplusn.errors import MessageError, UnknownNameError
from oneplusn.graph import named_graphs
from oneplusn.graph.rdf import value
from oneplusn.graph.reasoning.rules import rules
from oneplusn.ontology.bilingual import LANGUAGES, Bilingual
from oneplusn.ontology.message_catalog import Messages, messages, read_messages, topics
from oneplusn.ontology.namespaces import BASE, MEASURE, ClosedNamespace, shorten
from oneplusn.ontology.resources import alignment_triples, ontology_triples
from oneplusn.queries.library.header import TOPICS
from oneplusn.viz.page.scripts import resource, script_parts
from oneplusn.viz.select.model import EdgeBasis
from oneplusn.viz.select.views import views

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BLANK = re.compile(r"\{\w+\}")
_BLANK_WORD = re.compile(r"\bwords\.(\w+)")
_COMMENT = re.compile(r"^\s*//.*", re.MULTILINE)
_QUOTED = re.compile(r'"([^"\n]*)"')
_WITHOUT_HAN = {
    ("progress", "title"): "signs between names",
    ("punctuation", "brackets"): "signs",
    ("punctuation", "colon"): "signs",
    ("punctuation", "comma"): "signs",
    ("punctuation", "semicolon"): "signs",
    ("punctuation", "title"): "signs around a name",
    ("coverage", "reason"): "the order of a number and a name",
    ("checks", "problem"): "signs between names",
}
"""Messages that have no Chinese character, with what they have instead."""
_EQUAL: dict[tuple[str, str], str] = {}
"""Messages that are the same in both languages, each with its reason."""
_AXIOMS_TO_COME = {"owl:disjointWith", "owl:equivalentClass", "owl:equivalentProperty"}
"""What OWL has, this ontology has not yet, and a derivation would have to say."""
_HELPERS = {
    "Outcome": ("checks", 0),
    "_problem": ("problems", 0),
    "_refusal": ("problems", 0),
    "phrase": ("term_facts", 0),
    "problem": ("problems", 1),
}
"""Functions that say a message of one topic, and which of their arguments is the key."""
_ALWAYS = {"_problem": ("thing",)}
_FILLED = {"footer"}
"""Words of the template whose blanks are filled before the page has them."""
_PREFIXES = ("rule_", "layout_")
"""How keys begin whose rest is the name of a view or of a layout."""


def _everything() -> Iterator[tuple[str, str, Bilingual, str]]:
    for topic in topics():
        for key in messages(topic):
            yield topic, key, messages(topic)[key].text, messages(topic)[key].one


def test_every_message_has_both_languages() -> None:
    """Chinese is Chinese, English is English, and they are not the same."""
    entries = list(_everything())
    assert len(entries) > 300
    without = {(t, key) for t, key, text, _ in entries if not _HAN.search(text.zh)}
    assert without == _WITHOUT_HAN.keys()
    assert [] == [(t, key) for t, key, text, one in entries if _HAN.search(text.en + one)]
    assert _EQUAL.keys() == {(t, key) for t, key, text, _ in entries if text.zh == text.en}


# --- what the sources name


@cache
def _modules() -> tuple[ast.Module, ...]:
    folders = [ROOT / name for name in ("graph", "ontology", "queries", "viz")]
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    own = ROOT / "src" / "oneplusn"
    paths += [*own.glob("*.py"), *(own / "cli").rglob("*.py")]
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted(paths))


@cache
def _literals() -> frozenset[str]:
    """Collect every text in quotes, of Python and of the queries."""
    nodes = (node for module in _modules() for node in ast.walk(module))
    found = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    texts = [path.read_text("utf-8") for path in (ROOT / "queries").rglob("*.rq")]
    return frozenset({*found, *(word for text in texts for word in _QUOTED.findall(text))})


@cache
def _literals_of_the_page() -> frozenset[str]:
    """Collect every text in quotes of scripts and template, and what the template fills in."""
    template = resource("page/template.html")
    scripts = (_COMMENT.sub("", text) for text in script_parts().values())
    found = {word for text in (*scripts, template) for word in _QUOTED.findall(text)}
    names = (*views(), *found, *_literals())
    views_and_layouts = {f"{prefix}{name}" for prefix in _PREFIXES for name in names}
    return frozenset({*found, *views_and_layouts, *EdgeBasis, *_BLANK_WORD.findall(template)})


def _named_by_data(topic: str) -> set[str]:
    """Collect the keys that are not written in the code, because the data has them."""
    if topic in {"axioms", "rules"}:
        names = {rule.name for rule in rules()} | _AXIOMS_TO_COME
        return names | {name for rule in rules() for name in rule.constructs}
    if topic in {"graphs", "derivation"}:
        graphs = [getattr(named_graphs, name) for name in named_graphs.__all__]
        marks = {mark.removeprefix("/") for mark in named_graphs.MARKS}
        return {value(g).rpartition("/")[2] for g in graphs if hasattr(g, "value")} | marks
    if topic in {"matches", "vocabulary"}:
        triples = (*ontology_triples(), *alignment_triples())
        return {shorten(value(term)) for t in triples for term in (t.predicate, t.object)}
    if topic == "progress":
        directions = ClosedNamespace(f"{BASE}direction/").names
        one = [*MEASURE.names, *directions, *(f"{name}-base" for name in directions)]
        zero = [f"zero-{name}" for name in directions]
        two = (f"average-annual-change-{name}" for name in directions)
        return {f"form-{name}" for name in (*one, *zero, *two)}
    endings = ("all", "inferred", "uses")
    facts = {f"{a}_{b}" for a, b in product(("class", "property"), endings)}
    parts = {f"half-{n}" for n in (1, 2)} | {f"quarter-{n}" for n in (1, 2, 3, 4)}
    includes = {f"{end}_includes" for end in ("datatype", "domain", "range")}
    return {"periods": parts, "term_facts": facts | includes}.get(topic, set())


@pytest.mark.parametrize("topic", topics())
def test_every_key_is_used(topic: str) -> None:
    """A key stands somewhere in the code, or is the name of something in the data."""
    known = _literals_of_the_page() if topic == "page" else _literals() | _named_by_data(topic)
    assert [] == [key for key in messages(topic) if key not in known]


def _topic_of(node: ast.expr, aliases: dict[str, str]) -> str:
    """Name the topic that an expression stands for: a call of `messages`, or what was set to it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        (topic,) = node.args if node.func.id == "messages" else (None,)
        return str(topic.value) if isinstance(topic, ast.Constant) else ""
    return aliases.get(ast.unparse(node), "")


def _aliases(scope: ast.AST) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            found |= {ast.unparse(a): topic for a, b in pairs if (topic := _topic_of(b, {}))}
    return found


def _uses() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Yield topic, key and the names of the values of each message that is named in Python."""
    for module in _modules():
        scopes = [n for n in module.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
        for scope in scopes:
            aliases = _aliases(scope)
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and (found := _call(node, aliases)):
                    topic, at, names = found
                    names |= {keyword.arg for keyword in node.keywords}
                    known = None if None in names else frozenset(map(str, names))
                    yield from ((topic, key, known) for key in _keys(node.args[at]))


def _call(node: ast.Call, aliases: dict[str, str]) -> tuple[str, int, set[str | None]] | None:
    """Return topic, place of the key, and values that are always given; none for other calls."""
    if isinstance(node.func, ast.Attribute):
        topic = _topic_of(node.func.value, aliases)
        return (topic, 0, set()) if topic and node.func.attr in {"pair", "say"} else None
    name = ast.unparse(node.func)
    return (*_HELPERS[name], set(_ALWAYS.get(name, ()))) if name in _HELPERS else None


def _keys(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_keys(node.body), *_keys(node.orelse)]
    return [str(node.value)] if isinstance(node, ast.Constant) else []


def test_every_key_that_python_names_exists() -> None:
    """With the values that its blanks ask for."""
    uses = list(_uses())
    assert len(uses) > 60
    assert [] == [(topic, key) for topic, key, _ in uses if key not in messages(topic)]
    assert [] == [
        (topic, key, names)
        for topic, key, names in uses
        if names is not None and names != messages(topic)[key].blanks
    ]


_WORD = re.compile(r'\bword\("(\w+)"(?:, \{ ([^}]*) \})?\)')


def test_every_key_that_the_page_names_exists() -> None:
    """In scripts with the values that its blanks ask for, in the template filled or without any."""
    page = messages("page")
    script = "\n".join(script_parts().values())
    said = {(key, frozenset(re.findall(r"(\w+): ", given))) for key, given in _WORD.findall(script)}
    assert len(said) > 60
    assert [] == [(key, names) for key, names in sorted(said) if names != page[key].blanks]
    template = resource("page/template.html")
    named = {*re.findall(r'data-word="(\w+)"', template), *_BLANK_WORD.findall(template)}
    assert _FILLED == {key for key in named if page[key].blanks}


def test_every_topic_of_the_library_has_a_name() -> None:
    """In the order of the library."""
    assert TOPICS == tuple(messages("question_topics"))


# --- the reader


def _read(text: str) -> Messages:
    return read_messages("x", text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a", "is no TOML: "),
        ("a = 1", "'a' has no text in 'zh'"),
        ('[a]\nzh = "碳"', "'a' has no text in 'en'"),
        ('[a]\nen = "x"', "'a' has no text in 'zh'"),
        ('[a]\nzh = ""\nen = "x"', "'a' has no text in 'zh'"),
        ('[a]\nzh = "碳"\nen = { one = "x" }', "'a' has no text in 'en'"),
        ('[a]\nzh = "碳"\nen = "x"\nfr = "x"', "'a' has an unknown part 'fr'"),
        ('[a]\nzh = "{n}碳"\nen = "x"', "'a' has not the same blanks in each form"),
        (
            '[a]\nzh = "{n}碳"\nen = { one = "x", other = "{n} x" }',
            "'a' has not the same blanks in each form",
        ),
    ],
)
def test_a_broken_message_is_named(text: str, problem: str) -> None:
    """File, key, and what is wrong with it."""
    with pytest.raises(MessageError) as caught:
        _read(text)
    assert str(caught.value).startswith(f"ontology/messages/x.toml: {problem}")


_COUNTED = (
    '[a]\nzh = "{count} 项{of}"\nen = { one = "{count} item{of}", other = "{count} items{of}" }'
)


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [
        ("zh", 1, "1 项."),
        ("en", 0, "0 items."),
        ("en", 1, "1 item."),
        ("en", 2, "2 items."),
    ],
)
def test_english_tells_one_from_several(lang: str, count: int, expected: str) -> None:
    """Chinese does not."""
    assert expected == _read(_COUNTED).say("a", lang, count=count, of=".")


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "takes count, of, not nothing"),
        ({"count": 1}, "takes count, of, not count"),
        ({"count": 1, "of": "", "by": ""}, "takes count, of, not by, count, of"),
    ],
)
def test_values_are_those_of_the_blanks(values: dict[str, object], problem: str) -> None:
    """A value too many is as wrong as one that is missing."""
    with pytest.raises(MessageError) as caught:
        _read(_COUNTED).say("a", "en", **values)
    assert f"ontology/messages/x.toml: 'a' {problem}" == str(caught.value)


def test_what_is_put_in_is_not_read_again() -> None:
    """Braces in a value stay what they are."""
    assert "1 item{count}" == _read(_COUNTED).say("a", "en", count=1, of="{count}")


def test_unknown_names_are_errors_that_name_them() -> None:
    """Topic, key and language, each with what was probably meant."""
    with pytest.raises(UnknownNameError, match=r"topic of messages 'adit'; did you mean audit\?"):
        messages("adit")
    with pytest.raises(UnknownNameError, match=r"message of 'audit' 'agre'; did you mean agree"):
        messages("audit").say("agre", "en")
    with pytest.raises(UnknownNameError, match="unknown language 'fr'"):
        messages("audit").say("agree", "fr")


def test_a_pair_is_both_languages_in_their_order() -> None:
    """Iteration, `get` and the order of the languages agree."""
    pair = messages("audit").pair("agree")
    assert Bilingual("一致", "agree") == pair
    assert ["一致", "agree"] == list(pair) == [pair.get(lang) for lang in LANGUAGES]
    assert Bilingual("zh!", "en!") == Bilingual.of("{}!".format)
    assert min(Bilingual("b", "a"), Bilingual("a", "b")) == Bilingual("a", "b")
