"""What relates our terms to other vocabularies as an SSSOM table, for those who map on.

SSSOM is the Simple Standard for Sharing Ontological Mappings: tab-separated rows below a header
of comment lines in YAML. Made from ``ontology/alignment.ttl`` and ``alignment-sources.csv``.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from ...ontology.data_files import read_csv
from ...ontology.namespaces import BASE, RDF_TYPE, prefixes
from ...ontology.resources import (
    alignment_prefixes,
    alignment_triples,
    data_folder,
    scheme_triples,
    term_triples,
)
from ...ontology.vocabulary import OWL, RDFS, SKOS
from ...version import __version__
from ..rdf import language, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph as ox

__all__ = ["COLUMNS", "mappings", "write_sssom"]

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "comment",
)
_SET = f"{BASE}ontology/alignment"
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_BY_HAND = "semapv:ManualMappingCuration"
_NOTHING = "sssom:NoTermFound"
_MATCHES = frozenset(
    SKOS[f"{kind}Match"].value for kind in ("broad", "close", "exact", "narrow", "related")
)
_RELATIONS = _MATCHES | {RDFS.subClassOf.value, RDFS.subPropertyOf.value}
_TERMS = frozenset((OWL.Class.value, OWL.DatatypeProperty.value, OWL.ObjectProperty.value))


def write_sssom() -> str:
    """Write the mapping set; the same bytes on each run."""
    rows = tuple(mappings())
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerows((COLUMNS, *rows))
    return "".join(f"#{line}\n" for line in _header(rows)) + file.getvalue()


def mappings() -> Iterator[tuple[str, ...]]:
    """Yield a row for each match, and for each class and property that has none one that says so.

    Sorted; with the values of `COLUMNS`. The comment says where the other term was verified, and
    what the editors note.
    """
    triples = alignment_triples()
    related = [triple for triple in triples if triple.predicate.value in _RELATIONS]
    notes, labels = _english(triples, SKOS.editorialNote), _english(_ours(), RDFS.label)
    bare = _classes_and_properties() - {value(triple.subject) for triple in related}
    rows = [
        (value(t.subject), t.predicate.value, value(t.object), _comment(t, notes)) for t in related
    ]
    rows += [(iri, SKOS.exactMatch.value, "", "") for iri in bare]
    for subject, predicate, target, comment in sorted(rows):
        found = _compact(target) if target else _NOTHING
        yield _compact(subject), labels[subject], _compact(predicate), found, _BY_HAND, comment


def _ours() -> tuple[ox.Triple, ...]:
    return (*term_triples(), *scheme_triples())


def _english(triples: Iterable[ox.Triple], predicate: ox.NamedNode) -> Mapping[str, str]:
    return {
        value(triple.subject): value(triple.object)
        for triple in triples
        if triple.predicate == predicate and language(triple.object) == "en"
    }


def _classes_and_properties() -> set[str]:
    kinds = defaultdict[str, set[str]](set)
    for triple in term_triples():
        if triple.predicate == RDF_TYPE:
            kinds[value(triple.subject)].add(value(triple.object))
    return {iri for iri, types in kinds.items() if types & _TERMS and iri.startswith(BASE)}


@cache
def _sources() -> Mapping[str, str]:
    """Return term of another vocabulary → the file or edition that it was verified in."""
    file = data_folder("oneplusn.ontology") / "alignment-sources.csv"
    return {
        row["iri"]: row["verified in"]
        for row in read_csv(file, ("iri", "vocabulary", "verified in"))
    }


def _comment(triple: ox.Triple, notes: Mapping[str, str]) -> str:
    source = _sources().get(value(triple.object))
    parts = (source and f"verified in {source}", notes.get(value(triple.subject)))
    return "; ".join(part for part in parts if part)


def _compact(iri: str) -> str:
    namespaces = {**alignment_prefixes(), **prefixes()}
    fitting = [(len(ns), name) for name, ns in namespaces.items() if iri.startswith(ns)]
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def _header(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of metadata, with the prefixes that the rows use."""
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[2], row[3])}
    yield f"mapping_set_id: {_SET}"
    yield f"mapping_set_version: {__version__}"
    yield f"license: {_LICENSE}"
    yield "curie_map:"
    for name, namespace in sorted({**alignment_prefixes(), **prefixes()}.items()):
        if name in used:
            yield f"  {name}: {namespace}"
