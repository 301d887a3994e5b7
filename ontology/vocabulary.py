"""The terms of other people's vocabularies that the code names, each vocabulary closed."""

from __future__ import annotations

import pyoxigraph as ox

from ..errors import UnknownTermError

__all__ = [
    "AGENT",
    "DCAT",
    "DCTERMS",
    "FOAF",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SD",
    "SH",
    "SKOS",
    "SPDX",
    "VOID",
    "XSD",
    "Vocabulary",
]


class Vocabulary:
    """Give some terms of a vocabulary as attributes, and raise on any other name.

    *base* is the namespace. A name that Python keeps for itself is a key: ``VOID["class"]``.

    >>> SKOS.altLabel.value
    'http://www.w3.org/2004/02/skos/core#altLabel'
    >>> SKOS.atlLabel  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    oneplusn.errors.UnknownTermError: unknown term 'atlLabel'; did you mean altLabel...
    """

    def __init__(self, base: str, names: str) -> None:
        self.base = base
        self._terms = {name: ox.NamedNode(base + name) for name in names.split()}
        # As attributes of its own they are found at once.
        vars(self).update(self._terms)

    def __getattr__(self, name: str) -> ox.NamedNode:
        return self[name]

    def __getitem__(self, name: str) -> ox.NamedNode:
        if name not in self._terms:
            raise UnknownTermError("term", name, self._terms)
        return self._terms[name]


AGENT = Vocabulary("http://www.daml.org/2002/03/agents/agent-ont#", "ErrorMessage error")
"""What owlrl reports contradictions with."""
DCAT = Vocabulary("http://www.w3.org/ns/dcat#", "byteSize version")
DCTERMS = Vocabulary("http://purl.org/dc/terms/", "issued language license publisher rights source")
FOAF = Vocabulary("http://xmlns.com/foaf/0.1/", "")
OWL = Vocabulary(
    "http://www.w3.org/2002/07/owl#",
    "AllDisjointClasses AnnotationProperty Class DatatypeProperty ObjectProperty"
    " SymmetricProperty TransitiveProperty disjointWith inverseOf members onProperty"
    " propertyChainAxiom someValuesFrom versionIRI versionInfo",
)
PROV = Vocabulary("http://www.w3.org/ns/prov#", "wasDerivedFrom")
RDF = Vocabulary(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "first langString nil reifies rest type"
)
RDFS = Vocabulary(
    "http://www.w3.org/2000/01/rdf-schema#",
    "comment domain label range subClassOf subPropertyOf",
)
SCHEMA = Vocabulary("https://schema.org/", "domainIncludes keywords rangeIncludes")
SD = Vocabulary("http://www.w3.org/ns/sparql-service-description#", "NamedGraph name")
SH = Vocabulary(
    "http://www.w3.org/ns/shacl#",
    "SPARQLExecutable SPARQLSelectExecutable namespace prefix prefixes select",
)
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#",
    "ConceptScheme altLabel broadMatch broader broaderTransitive changeNote closeMatch definition"
    " editorialNote exactMatch hasTopConcept hiddenLabel historyNote inScheme narrowMatch"
    " narrowerTransitive notation prefLabel related relatedMatch scopeNote topConceptOf",
)
SPDX = Vocabulary(
    "http://spdx.org/rdf/terms#",
    "Checksum algorithm checksum checksumAlgorithm_sha256 checksumValue",
)
VOID = Vocabulary(
    "http://rdfs.org/ns/void#",
    "Dataset class classPartition classes distinctObjects distinctSubjects entities properties"
    " property propertyPartition subset triples",
)
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "anyURI boolean byte date dateTime decimal double float gYear gYearMonth hexBinary int"
    " integer long negativeInteger nonNegativeInteger nonPositiveInteger positiveInteger short"
    " string unsignedByte unsignedInt unsignedLong unsignedShort",
)
