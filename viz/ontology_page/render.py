"""The page of the ontology: one HTML file in two languages that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ...ontology.bilingual import LANGUAGES, Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import BASE, prefixes
from ...ontology.resources import alignment_prefixes, ontology_triples
from ...ontology.vocabulary import DCTERMS, OWL, RDFS, SCHEMA, SKOS
from ...version import __version__
from ..page.payload import script_json
from .diagram import draw
from .index import Index
from .schemes import read_schemes
from .terms import KINDS, read_terms, trees
from .usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.dataset import Dataset
    from .model import Term, Tree

__all__ = ["ONTOLOGY", "render_docs"]

ONTOLOGY = f"{BASE}ontology"
"""The IRI of the ontology; each term of the page is a fragment of it."""


def render_docs(dataset: Dataset) -> str:
    """Return the page on the ontology, with counts and examples from *dataset*.

    The text is the same, byte for byte, for the same dataset.
    """
    triples = (quad.triple for quad in dataset.quads)
    index = Index(triples, several=len(dataset.reports) > 1)
    usage = Usage(dataset.quads, dataset.reports, index)
    axioms = Index(ontology_triples())
    terms = read_terms(axioms, usage)
    style = _resource("page.css")
    html: str = _template().render(
        about=_about(index),
        diagram=draw(dataset.quads, index),
        kinds={kind: messages("term_kinds").pair(kind) for kind in KINDS},
        ld=_linked_data(index, terms),
        policy=_security_policy(style),
        prefixes=_prefixes(),
        reports=Bilingual.of(partial(_titles, dataset)),
        schemes=read_schemes(index, usage),
        sections=_sections(terms, axioms),
        style=Markup(style),  # noqa: S704 - the style sheet of this folder
        version=__version__,
    )
    return html


def _titles(dataset: Dataset, lang: str) -> str:
    """Name the reports of a dataset, by date."""
    titles = (report.title.get(lang) for report in dataset.reports)
    quoted = (messages("punctuation").say("title", lang, title=title) for title in titles)
    return messages("punctuation").say("comma", lang).join(quoted)


def _sections(terms: Sequence[Term], axioms: Index) -> dict[str, dict[str, Any]]:
    """Return the terms of each kind as a tree and in the order of the tree."""
    sections = {}
    for kind in KINDS:
        above = RDFS.subClassOf.value if kind == "class" else RDFS.subPropertyOf.value
        roots = trees((term for term in terms if term.kind == kind), axioms, above=above)
        sections[kind] = {"trees": roots, "terms": tuple(_flat(roots))}
    return sections


def _flat(roots: Iterable[Tree]) -> Iterable[Term]:
    for tree in roots:
        yield tree.term
        yield from _flat(tree.below)


def _about(index: Index) -> dict[str, Bilingual | str]:
    """Return what the ontology says of itself."""

    def only(predicate: str) -> str:
        return next(iter(index.values(ONTOLOGY, predicate)), "")

    return {
        "definition": index.name(ONTOLOGY, SKOS.definition.value),
        "iri": ONTOLOGY,
        "label": index.name(ONTOLOGY),
        "licence": only(DCTERMS.license.value),
        "version": only(OWL.versionInfo.value),
        "version_iri": only(OWL.versionIRI.value),
    }


def _prefixes() -> list[tuple[str, str]]:
    """List our prefixes, then those of the alignment that are not ours."""
    own = dict(prefixes())
    foreign = {
        name: namespace
        for name, namespace in alignment_prefixes().items()
        if namespace not in own.values()
    }
    return [*own.items(), *foreign.items()]


def _linked_data(index: Index, terms: Iterable[Term]) -> dict[str, Any]:
    """Describe the ontology to search engines as a set of defined terms."""
    about = _about(index)
    return {
        "@context": SCHEMA.base.removesuffix("/"),
        "@type": "DefinedTermSet",
        "@id": ONTOLOGY,
        "url": ONTOLOGY,
        "name": _language_strings(index.name(ONTOLOGY)),
        "description": _language_strings(index.name(ONTOLOGY, SKOS.definition.value)),
        "inLanguage": list(LANGUAGES),
        "license": about["licence"],
        "version": about["version"],
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": term.iri,
                "termCode": term.ref.key,
                "name": _language_strings(term.ref.name),
                "description": _language_strings(term.definition),
            }
            for term in terms
        ],
    }


def _language_strings(name: Bilingual) -> list[dict[str, str]]:
    pairs = zip(LANGUAGES, name, strict=True)
    return [{"@language": key, "@value": text} for key, text in pairs if text]


def _template() -> Any:  # noqa: ANN401 - jinja2 types a template's context no closer
    environment = Environment(
        autoescape=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(_resource),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["script_json"] = lambda value: Markup(script_json(value))  # noqa: S704
    return environment.get_template("template.html")


def _resource(name: str) -> str:
    text = (files("oneplusn.viz.ontology_page") / name).read_bytes().decode("utf-8")
    return text.replace("\r\n", "\n")


def _security_policy(style: str) -> str:
    """Allow the page's own style, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
