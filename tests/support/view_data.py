"""A tiny graph for the tests of the page, with a label that tries to break out of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from shipped import REPORT

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.encoding.trig import Encoding
from oneplusn.viz.page.render import render_page
from oneplusn.viz.select.request import Request
from oneplusn.viz.select.selection import build_page

if TYPE_CHECKING:
    from oneplusn.viz.select.model import Page

HOSTILE = "</script><img src=x onerror=\"document.title='broken'\"> href & \u2028end"

_TRIG = """
@prefix comparator: <https://w3id.org/oneplusn/comparator/> .
@prefix document-type: <https://w3id.org/oneplusn/document-type/> .
@prefix graph: <https://w3id.org/oneplusn/graph/> .
@prefix indicator: <https://w3id.org/oneplusn/indicator/> .
@prefix measure: <https://w3id.org/oneplusn/measure/> .
@prefix opn: <https://w3id.org/oneplusn/ontology#> .
@prefix period: <https://w3id.org/oneplusn/period/> .
@prefix policy: <https://w3id.org/oneplusn/policy/> .
@prefix quantity: <https://w3id.org/oneplusn/quantity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sector: <https://w3id.org/oneplusn/sector/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix state: <https://w3id.org/oneplusn/state/> .
@prefix unit: <https://w3id.org/oneplusn/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/oneplusn/report/2023/> .

<2.7/p1/s2> {
    policy:frame a opn:PolicyFramework ; skos:altLabel "“1+N”政策体系"@zh .
    policy:plan a opn:PolicyDocument ;
        opn:documentType document-type:implementation-plan ;
        opn:issuedOn "2022-06"^^xsd:gYearMonth ;
        opn:status state:issued ;
        opn:appliesToSector sector:coal-power ;
        opn:partOf policy:frame .
}
<2.7/p1/s3> { policy:far a opn:PolicyDocument ; opn:documentType document-type:notice ; opn:cites policy:plan ; opn:appliesToSector sector:ocean . }
<2.7/p3/s2> {
    quantity:boilers-before a opn:Observation ;
        opn:indicator indicator:coal-fired-boiler-count ; opn:measure measure:level ;
        opn:concerns policy:plan ; opn:period period:2021-12-31 ; opn:comparator comparator:nearly ;
        opn:value 500000 ; opn:unit unit:machine ; opn:asWritten "近50万台" ; opn:textOffset 5000 .
    quantity:boilers-now a opn:Observation ;
        opn:indicator indicator:coal-fired-boiler-count ; opn:measure measure:level ;
        opn:concerns policy:plan ; opn:period period:2022-12-31 ; opn:comparator comparator:less-than ;
        opn:value 100000 ; opn:unit unit:machine ; opn:asWritten "不足10万台" ; opn:textOffset 5010 .
}
graph:names {
    policy:frame rdfs:label "碳达峰碳中和“1+N”政策体系"@zh , "One Plus N"@en .
    policy:plan rdfs:label "减污降碳协同增效实施方案"@zh , HOSTILE .
    policy:far rdfs:label "通知"@zh , "Notice"@en .
}
"""


@cache
def store(label: str = HOSTILE) -> ox.Store:
    """Build the tiny graph with the real ontology, reasoner and report; *label* names the plan."""
    text = _TRIG.replace("HOSTILE", str(ox.Literal(label, language="en")))
    quads = tuple(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=f"{REPORT.iri}/"))
    return open_store(build_dataset((Encoding(REPORT, "2.7", "2.7.trig", quads, {}, ()),)))


@cache
def page(*, focus: str | None = None, depth: int | None = None, label: str = HOSTILE) -> Page:
    """Select from the tiny graph."""
    return build_page(store(label), Request(focus=focus, steps=depth))


@cache
def html(
    *,
    focus: str | None = None,
    depth: int | None = None,
    language: str = "zh",
    label: str = HOSTILE,
) -> str:
    """Render the tiny graph."""
    return render_page(page(focus=focus, depth=depth, label=label), language=language)


def many(copies: int) -> Page:
    """Repeat the tiny graph, each copy tied to the next, as a graph too large to be looked at."""
    found = page()

    def key(name: str, copy: int) -> str:
        return f"{name}-{copy}" if copy else name

    nodes = tuple(replace(n, key=key(n.key, i)) for i in range(copies) for n in found.shown.nodes)
    edges = tuple(
        replace(e, source=key(e.source, i), target=key(e.target, (i + turn) % copies))
        for i in range(copies)
        for turn in (0, 1)
        for e in found.shown.edges
    )
    shown = replace(found.shown, nodes=nodes, edges=edges)
    return replace(found, shown=shown, spare=(), more=(), reasons={}, total=len(nodes))


def sentence(key: str) -> str:
    """Return the text of a passage of section 2.7."""
    return next(passage.text for passage in REPORT.passages_of("2.7") if passage.key == key)
