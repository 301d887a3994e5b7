"""A question about several reports: each row is what one of them says.

Where more than one report is loaded, the text of a question is written anew by these rules; the
variable is called ``?report``, or as the question's header says:

1. Each report in turn: ``?report a opn:Report ; opn:reportDate ?report_date``.
2. Every passage that the question names is one of that report: ``?passage opn:inReport ?report``
   stands in the group that names ``?passage``, in OPTIONAL and EXISTS as well. So “the first
   sentence that names it” is the first of each report, and figures are compared within one. In
   EXISTS, and for a second passage of a group, the reports are compared at the end of the group:
   an engine would else begin with all passages of the report.
3. What is true as a report says, `opn:status` and `opn:stage`, is read in a passage of the report.
   So are figures that are named outside of a passage's graph.
4. ``?report`` is the first column, and a group of each GROUP BY; rows are sorted by the report's
   date before all else, but for those of a LIMIT, which is one for all reports.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from ..sparql.groups import Element, Group, Part, Select
from ..sparql.inline import declarations
from ..sparql.lexer import Kind, Token, rewrite
from ..sparql.select_parser import parse_select
from .label_patterns import BLOCK_ENDS, gap, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyoxigraph as ox

__all__ = ["add_reports"]

_AS_REPORTED = frozenset(("opn:stage", "opn:status"))
_OF_FIGURES = frozenset(("opn:asWritten", "opn:concerns", "opn:indicator", "opn:value"))
_OF_PASSAGES = frozenset(("opn:inSection", "opn:text", "opn:withoutFact"))
_PASSAGES = frozenset(("opn:Caption", "opn:Passage", "opn:Sentence"))
_DERIVED_FROM = "prov:wasDerivedFrom"
_DIRECT = frozenset((Part.GRAPH, Part.TRIPLES))
_FILTERS = frozenset((Part.BIND, Part.FILTER))
_CORRELATED = frozenset((Part.BIND, Part.FILTER, Part.OPTIONAL))
"""What sees the values of its group: a passage that has its report there needs none here."""
_Edit = tuple[int, int, str]


def add_reports(text: str, variable: str = "report", *, only: ox.NamedNode | None = None) -> str:
    """Write a SELECT query anew for several reports, or for the one that is given.

    Raises `ValueError` where a rule cannot be followed.

    >>> print(add_reports('''SELECT DISTINCT ?law
    ... {
    ...   GRAPH ?p { ?law a opn:LegalAct }
    ...   OPTIONAL { ?law opn:status ?now }
    ... }
    ... ORDER BY ?law'''))
    PREFIX opn: <https://w3id.org/oneplusn/ontology#>
    SELECT DISTINCT ?report ?law
    {
      GRAPH ?p { ?law a opn:LegalAct }
      ?p opn:inReport ?report .
      ?report a opn:Report ; opn:reportDate ?report_date .
      OPTIONAL { GRAPH ?now_passage { ?law opn:status ?now } ?now_passage opn:inReport ?report . }
    }
    ORDER BY ?report_date ?report ?law
    """
    select = parse_select(text)
    each = [f"VALUES ?{variable} {{ {only} }}"] if only else []
    each.append(f"?{variable} a opn:Report ; opn:reportDate ?{variable}_date .")
    scoped = tuple(_Scope(text, select, variable, each).edits())
    if not any("opn:inReport" in new for _, _, new in scoped):
        raise ValueError("a question without passages is about all reports: its header says so")
    edits = (*scoped, *_sort(select, variable))
    written = rewrite(text, edits)
    return f"{declarations(written)}{written}"


def _block_end(group: Group) -> Element:
    """Return the last element of the first block of plain patterns."""
    block = tuple(takewhile(lambda element: element.part not in BLOCK_ENDS, group.elements))
    if not block:
        raise ValueError("a group begins with what it is about, not with OPTIONAL or BIND")
    return block[-1]


def _sort(select: Select, name: str) -> Iterator[_Edit]:
    """Sort by report before all else; where rows are cut off, behind all else."""
    words = {token.text.upper(): token for token in select.tail}
    if "ORDER" not in words:
        return
    by = next(b for a, b in pairwise(select.tail) if a is words["ORDER"])
    cut = next((a for a, b in pairwise(select.tail) if b is words.get("LIMIT")), by)
    yield cut.end, cut.end, f" ?{name}_date ?{name}"


class _Scope:
    """One SELECT, whose passages are all of one report; the outer one binds *each* report.

    That stands behind its first block of plain patterns: at the head an engine would begin with
    it, and go through all of each report.
    """

    def __init__(self, text: str, select: Select, variable: str, each: Sequence[str] = ()) -> None:
        self._text = text
        self._select = select
        self._name = variable
        self._each = each
        self._outer = bool(each)
        self._passages = frozenset(_passages(select))

    def edits(self) -> Iterator[_Edit]:
        """Yield what changes: in the clauses, and in each group; nothing without a passage."""
        if not self._passages and not self._outer:
            return
        yield from self._columns()
        yield from self._grouping()
        yield from self._group(self._select.body, frozenset(), frozenset(), filtered=False)

    def _columns(self) -> Iterator[_Edit]:
        if self._name not in self._select.names:
            first, second, *_ = self._select.head
            word = second if second.text.upper() in {"DISTINCT", "REDUCED"} else first
            yield word.end, word.end, f" ?{self._name}"

    def _grouping(self) -> Iterator[_Edit]:
        """Make a group for each report; its date is a key only to be sorted by."""
        tail = self._select.tail
        by = [b for a, b in pairwise(tail) if (a.text.upper(), b.text.upper()) == ("GROUP", "BY")]
        if not by and any(t.text == "(" for t in self._select.head):
            raise ValueError("a question that counts needs a GROUP BY: one group a report")
        for word in by:
            keys = [f"?{self._name}_date"] if self._outer else []
            if f"?{self._name}" not in {token.text for token in tail}:
                keys.insert(0, f"?{self._name}")
            yield word.end, word.end, "".join(f" {key}" for key in keys)

    def _group(
        self, group: Group, joined: frozenset[str], graphed: frozenset[str], *, filtered: bool
    ) -> Iterator[_Edit]:
        """Yield the edits of a group; *joined* passages have a report, *graphed* things a graph."""
        if group.select:
            yield from _Scope(self._text, group.select, self._name).edits()
            return
        graphed = graphed.union(*map(_in_graphs, group.elements))
        lines: dict[Element, list[str]] = {element: [] for element in group.elements}
        compared = list[str]()
        for element in group.elements:
            direct = element.names if element.part in _DIRECT else frozenset()
            new = sorted(self._passages & direct - joined)
            for figure in _figures(element) - graphed:
                graphed |= {figure}
                new.append(f"{figure}_passage")
                lines[element].append(f"?{figure} opn:statedIn ?{figure}_passage .")
            for passage in new:
                if filtered:
                    compared.append(self._compare(passage))
                else:
                    lines[element].append(f"?{passage} opn:inReport ?{self._name} .")
                    filtered = True
            joined |= element.certain
            filtered = filtered or bool(element.certain & self._passages)
        inner = tuple(self._inner(group, joined, graphed))
        if self._outer and group is self._select.body:
            lines[_block_end(group)] += self._each
        elif any(new for _, _, new in inner) and not filtered:
            # What is nested sees no more than its group: there the report has to have a value.
            lines[_block_end(group)].append(f"?{self._name} a opn:Report .")
        yield from self._written(group, lines, compared)
        yield from inner

    def _written(
        self, group: Group, lines: Mapping[Element, list[str]], compared: Sequence[str]
    ) -> Iterator[_Edit]:
        between, end = gap(self._text, group), group.elements[-1].end
        for element in group.elements:
            yield from self._around(element, lines[element], between)
        yield end, end, "".join(f"{between}{line}" for line in compared)

    def _inner(
        self, group: Group, joined: frozenset[str], graphed: frozenset[str]
    ) -> Iterator[_Edit]:
        for element in group.elements:
            if element.part is not Part.GRAPH:
                outside = joined if element.part in _CORRELATED else frozenset[str]()
                for inner in element.groups:
                    filtered = element.part in _FILTERS
                    yield from self._group(inner, outside, graphed, filtered=filtered)

    def _compare(self, passage: str) -> str:
        own = f"?{passage}_{self._name}"
        return f"OPTIONAL {{ ?{passage} opn:inReport {own} }} FILTER ({own} = ?{self._name})"

    def _around(self, element: Element, lines: list[str], between: str) -> Iterator[_Edit]:
        """Put an element into a graph of the report where need be, and lines behind it."""
        if element.part is Part.TRIPLES and _names(element) & _AS_REPORTED:
            code = [token for token in element.tokens if token.text != "."]
            if any(token.text == ";" for token in code) or code[-1].kind is not Kind.VARIABLE:
                raise ValueError(f"{code[0].text}: what a report says of it stands for itself")
            passage = f"{code[-1].text}_passage"
            end = element.end
            lines = [f"{passage} opn:inReport ?{self._name} .", *lines]
            yield code[0].start, code[0].start, f"GRAPH {passage} {{ "
            yield code[-1].end, end, " }" + "".join(f" {line}" for line in lines)
        elif lines:
            stop = " ." if is_open(element) else ""
            more = "".join(f"{between}{line}" for line in lines)
            yield element.end, element.end, stop + more


def _names(element: Element) -> frozenset[str]:
    return frozenset(token.text for token in element.tokens if token.kind is Kind.NAME)


def _figures(element: Element) -> frozenset[str]:
    """Return the variable of a figure that is described, but for one that names its passage."""
    names = _names(element) if element.part is Part.TRIPLES else frozenset()
    if not names & _OF_FIGURES or "opn:statedIn" in names:
        return frozenset()
    return frozenset((element.tokens[0].text[1:],))


def _in_graphs(element: Element) -> frozenset[str]:
    """Return what an element surely finds in the graph of a passage."""
    inner = [frozenset[str]().union(*map(_in_graphs, group.elements)) for group in element.groups]
    match element.part:
        case Part.GRAPH:
            return element.possible
        case Part.UNION:
            return frozenset.intersection(*inner)
        case _:
            return frozenset()


def _passages(select: Select) -> Iterator[str]:
    """Yield the variables that stand for a passage: a graph's name, or where its properties are.

    The graph of a mark is none: the passage that it is derived from is.
    """
    elements = [element for group in select.body.groups() for element in group.elements]
    marks = {
        e.tokens[0].text[1:]
        for e in elements
        if e.part is Part.TRIPLES and _DERIVED_FROM in _names(e)
    }
    for element in elements:
        if element.part is Part.GRAPH:
            yield from element.names - marks
        elif element.part is Part.TRIPLES:
            yield from _told_as_passages(element.tokens)


def _told_as_passages(code: tuple[Token, ...]) -> Iterator[str]:
    names = {token.text for token in code if token.kind is Kind.NAME}
    if names & (_OF_PASSAGES | _PASSAGES):
        yield code[0].text[1:]
    for before, token in pairwise(code):
        if before.text == "opn:statedIn" and token.kind is Kind.VARIABLE:
            yield token.text[1:]
