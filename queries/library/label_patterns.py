"""Where the labels of a question's variables are read.

Columns ``?x_zh ?x_en`` that are used and bound nowhere are the labels of ``?x``. The pattern
stands in the outermost group each of whose rows has ``?x``, once in each branch where there are
several. So where ``?x`` is optional its labels are, and elsewhere a row without labels is none.
In that group it comes before the first UNION, OPTIONAL or BIND behind ``?x``: in one block with
the plain patterns that bind it, which engines join best. No label is read inside of a GRAPH:
labels have a graph of their own.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ...ontology.bilingual import LANGUAGES
from ..sparql.groups import Element, Group, Part, Select
from ..sparql.lexer import rewrite
from ..sparql.select_parser import parse_select

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BLOCK_ENDS", "add_labels", "columns_of", "gap", "is_open"]

_COLUMN = re.compile(rf"[?$](\w+)_(?:{'|'.join(LANGUAGES)})")
BLOCK_ENDS = frozenset((Part.BIND, Part.MINUS, Part.OPTIONAL))
"""What ends a block of plain patterns."""
# Behind a UNION, rdflib reads labels before it joins: all of them, with every passage.
_LABELS_BEFORE = BLOCK_ENDS | {Part.UNION}


def columns_of(name: str) -> tuple[str, str]:
    """Return the columns of a variable's labels.

    >>> columns_of("plan")
    ('?plan_zh', '?plan_en')
    """
    zh, en = (f"?{name}_{language}" for language in LANGUAGES)
    return zh, en


def add_labels(text: str) -> str:
    """Read the labels whose columns are used and bound nowhere.

    Raises `ValueError` where one of a pair is bound, or a variable is bound in no such group.
    """
    places: dict[int, list[str]] = {}
    for scope in parse_select(text).selects():
        for name in _names(scope):
            for group in _groups_of(scope.body, name):
                element = _last_before(group, name)
                stop = " ." if is_open(element) and element.end not in places else ""
                pattern = f"{stop}{gap(text, group)}{_pattern(name)}"
                places.setdefault(element.end, []).append(pattern)
    return rewrite(text, ((at, at, "".join(patterns)) for at, patterns in places.items()))


def _names(scope: Select) -> tuple[str, ...]:
    """Return the variables whose labels are asked for: properties, then the order of the text.

    Few properties are told of in words, so an engine that keeps the order has fewer rows to join.
    """
    bound = scope.bound
    columns = [token.text for token in scope.variables() if token.text[1:] not in bound]
    names = dict.fromkeys(c[1] for column in columns if (c := _COLUMN.fullmatch(column)))
    for name in names:
        for column in columns_of(name):
            if column[1:] in bound:
                raise ValueError(f"{column} is bound, its twin in the other language is not")
        if name not in scope.body.possible:
            raise ValueError(f"?{name}, whose labels are asked for, is bound nowhere")
    properties = frozenset().union(*(e.predicates for e in scope.body.elements))
    return tuple(sorted(names, key=lambda name: name not in properties))


def _groups_of(group: Group, name: str) -> Iterator[Group]:
    """Yield the outermost groups each of whose rows has the variable."""
    if group.select:
        raise ValueError(f"the labels of ?{name} belong into the SELECT that it comes from")
    if name in group.certain:
        yield group
        return
    for element in group.elements:
        if name in element.possible:
            if element.part is Part.GRAPH:
                raise ValueError(f"?{name} is in a part of a GRAPH alone, where no label is")
            for inner in element.groups:
                if name in inner.possible:
                    yield from _groups_of(inner, name)


def _last_before(group: Group, name: str) -> Element:
    """Return the element behind which the labels of a variable stand."""
    bound = next(n for n, element in enumerate(group.elements) if name in element.certain)
    behind = group.elements[bound + 1 :]
    block = tuple(takewhile(lambda element: element.part not in _LABELS_BEFORE, behind))
    return group.elements[bound + len(block)]


def is_open(element: Element) -> bool:
    """Tell whether an element is triples that lack their full stop."""
    return element.part is Part.TRIPLES and element.tokens[-1].text != "."


def gap(text: str, group: Group) -> str:
    """Return what stands between two elements of a group: a space, or a line and its indent."""
    lead = text[group.start + 1 : group.elements[0].tokens[0].start]
    return lead if lead.startswith("\n") and not lead.strip() else " "


def _pattern(name: str) -> str:
    zh, en = columns_of(name)
    return f'?{name} rdfs:label {zh}, {en} . FILTER (lang({zh}) = "zh" && lang({en}) = "en")'
