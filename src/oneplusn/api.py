"""The knowledge graph for Python programs and notebooks."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .errors import UnknownNameError, UsageError
from .graph.cache import load_quads, load_store
from .graph.rdf import named_quads, node, union_quads, value
from .graph.text.catalog import find_reports
from .ontology.bilingual import LANGUAGES
from .ontology.namespaces import OPN, RDF_TYPE, shorten
from .queries.entities.entity import Entity, Figure, Relation
from .queries.entities.labels import label_in
from .queries.entities.provenance import say_origin
from .queries.entities.resolve import AmbiguousNameError, resolve
from .queries.entities.resolve_triple import resolve_property
from .queries.entities.search import search
from .queries.library.binding import run, run_within
from .queries.library.catalog import find_query, library, wider_library
from .queries.output.values import Result, Value, to_result
from .queries.sparql.engine import ask
from .queries.sparql.limits import ask_in_subprocess

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import networkx as nx

    from .graph.reasoning.explain import Derivation, Explainer
    from .graph.text.report import Report

__all__ = [
    "AmbiguousNameError",
    "Entity",
    "Figure",
    "KnowledgeGraph",
    "Relation",
    "Result",
    "Value",
    "load",
]


class KnowledgeGraph:
    """The whole graph, for reading; `load` makes one.

    *lang* is the language of labels: ``zh`` or ``en``. *context* says whether *store* has
    the facts from outside the reports too, *reports* which reports are in it.
    """

    def __init__(
        self,
        store: ox.Store,
        *,
        lang: str = "en",
        context: bool = False,
        reports: tuple[Report, ...] | None = None,
    ) -> None:
        self.store = store
        self.reports = find_reports() if reports is None else reports
        self.lang = lang
        self.context = context

    def __len__(self) -> int:
        return sum(1 for _ in named_quads(self.store))

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {len(self)} quads>"

    def __getitem__(self, name: str) -> Entity:
        """Find an entity by label, slug, prefixed name or IRI.

        Raises `AmbiguousNameError` with all that fit, or `UnknownNameError` with near names.
        """
        return Entity(self.store, resolve(self.store, name), self.lang)

    def query(
        self,
        question: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        services: Collection[str] = (),
        **params: str | int,
    ) -> Result:
        """Answer a question of the library, by its name, or SPARQL.

        With a *timeout* in seconds, SPARQL runs in a process of its own that can be stopped,
        and a question of the library in a thread that is left; without, here, and as long as
        it takes. ``SERVICE`` may call the addresses in *services*, and nothing else.
        Raises `UsageError` and its kinds; `TypeError` where *services* is a single text.

        >>> load().query("sector-overview", sector="transport", limit=1).more
        True
        """
        arguments = {name: str(term) for name, term in params.items()}
        if re.fullmatch(r"[\w-]+", question):
            query = find_query(question, context=self.context)
            if timeout is None:
                return to_result(run(self.store, query, arguments, limit=limit))
            table = run_within(self.store, query, arguments, timeout=timeout, limit=limit)
            return to_result(table)
        if arguments:
            msg = f"parameters belong to the questions of the library, not to SPARQL: {arguments!r}"
            raise UsageError(msg)
        if timeout is not None:
            table = ask_in_subprocess(
                question,
                timeout=timeout,
                limit=limit,
                context=self.context,
                reports=self.reports,
                services=services,
            )
            return to_result(table)
        return to_result(ask(self.store, question, limit=limit, services=services))

    def questions(self) -> dict[str, str]:
        """Return the library: name → question; with the context also those on it."""
        queries = wider_library() if self.context else library()
        return {q.name: q.title.get(self.lang) for q in queries}

    def search(self, text: str) -> tuple[Entity, ...]:
        """Find entities and passages by names and sentences, the best first."""
        return tuple(
            Entity(self.store, node(hit.iri), self.lang) for hit in search(self.store, text)
        )

    def why(self, subject: str, predicate: str, other: str) -> Derivation:
        """Explain a triple: the graphs that assert it, or the rule and its premises.

        Terms are named as for ``kg[…]``; *predicate* also by the local name of a property,
        such as ``partOf``. Raises `NotInferredError` where the triple does not hold.
        """
        triple = ox.Triple(
            resolve(self.store, subject),
            resolve_property(self.store, predicate),
            resolve(self.store, other),
        )
        return self._explainer.explain(triple)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return what the report states of two things as a graph; keys are properties.

        Nodes are IRIs with *label* and *types*, edges have *passages*. With the context
        there are also edges that have *sources* outside the report in place of passages.
        """
        from .queries.entities.network import network, relations  # noqa: PLC0415 - slow to import

        graph = network(relations(self.store))
        for _, _, data in graph.edges(data=True):
            origins = data.pop("origins")
            data["sources"] = tuple(say_origin(self.store, origin, self.lang) for origin in origins)
        for iri in graph:
            term = node(iri)
            graph.nodes[iri]["label"] = label_in(self.store, term, self.lang)
            graph.nodes[iri]["types"] = tuple(
                sorted({shorten(value(q.object)) for q in self._types(term)})
            )
        return graph

    @cached_property
    def _explainer(self) -> Explainer:
        from .graph.reasoning.explain import explainer_of  # noqa: PLC0415 - slow to import

        return explainer_of(load_quads(context=self.context, reports=self.reports))

    def _types(self, term: ox.NamedNode) -> Iterator[ox.Quad]:
        return union_quads(self.store, term, RDF_TYPE)

    def _repr_html_(self) -> str:
        entities = len({q.subject for q in union_quads(self.store, None, OPN.statedIn)})
        return f"<p><strong>oneplusn</strong>: {len(self)} quads, {entities} entities</p>"


def load(
    *,
    lang: str = "en",
    context: bool = False,
    reports: str | Path | Iterable[str | Path] = (),
) -> KnowledgeGraph:
    """Open the knowledge graph: from the cache, or built if there is none yet (about a second).

    It says what the reports say: the one that the package ships, those in the folders that
    ``ONEPLUSN_REPORTS`` names, and those in *reports*, one folder or several. With *context*
    there are also the facts from other documents: in graphs of their own, and each with its
    source.
    Raises `UnknownNameError` for a language other than ``zh`` and ``en``, and `ReportError`
    for a folder that holds no report.

    >>> load(lang="zh")["place:hainan"].label
    '海南'
    """
    if lang not in LANGUAGES:
        raise UnknownNameError("language", lang, LANGUAGES)
    catalog = find_reports([reports] if isinstance(reports, str | Path) else reports)
    store = load_store(context=context, reports=catalog)
    return KnowledgeGraph(store, lang=lang, context=context, reports=catalog)
