"""What a report's files may not say: about classes and properties, and about other reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import ID, altered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

OURS = "classes and properties are described by the ontology"
PREFIXES = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    "PREFIX o: <https://w3id.org/oneplusn/ontology#>\n"
)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("opn:PolicyDocument\n    rdfs:subClassOf opn:Agent", f"opn:PolicyDocument: {OURS}"),
        ('o:PolicyDocument\n    rdfs:label "rule"@en', f"opn:PolicyDocument: {OURS}"),
        ("opn:Smog\n    a owl:Class", f"opn:Smog: {OURS}"),
        ('<https://w3id.org/oneplusn/ontology>\n    rdfs:label "x"@en',
         f"<https://w3id.org/oneplusn/ontology>: {OURS}"),
        ("skos:broader\n    opn:about topic:wetland", f"skos:broader: {OURS}"),
        ("topic:highland-lakes\n    rdfs:subClassOf opn:PolicyDocument", f"rdfs:subClassOf: {OURS}"),
        ("topic:highland-lakes\n    owl:sameAs topic:wetland", f"owl:sameAs: {OURS}"),
        ("topic:highland-lakes\n    a owl:Class", f"owl:Class: {OURS}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["terms.ttl", "encoding/2.1.trig"])
def test_axioms_are_the_ontologys(
    tmp_path: Path, run: Callable[..., Ended], file: str, statement: str, problem: str
) -> None:
    """The closure would follow them for all reports; the line is that of the statement."""
    copy = altered(tmp_path, file, "", PREFIXES)
    text = (copy / file).read_text("utf-8")
    added = f"{statement} .\n" if file == "terms.ttl" else f"graph:names {{ {statement} . }}\n"
    (copy / file).write_text(f"{text}{added}", encoding="utf-8")
    line = text.count("\n") + 2
    expected = f"oneplusn: {copy}/{file}:{line}: {problem}\n"
    assert (1, "", expected) == run("stats", "graphs", "--reports", str(tmp_path))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (f"<https://w3id.org/oneplusn/report/{ID}/1>",) * 2,
        ("<https://w3id.org/oneplusn/report/2023>",) * 2,
        ("<https://w3id.org/oneplusn/quantity/2023/wind-power-capacity-2022>",
         "quantity:2023/wind-power-capacity-2022"),
    ],
)  # fmt: skip
def test_terms_say_nothing_of_texts(
    tmp_path: Path, run: Callable[..., Ended], subject: str, name: str
) -> None:
    """Neither of the report itself nor of what a report says."""
    copy = altered(
        tmp_path, "terms.ttl", "unit:stove\n", f'{subject} rdfs:label "x" .\nunit:stove\n'
    )
    text = (copy / "terms.ttl").read_text("utf-8")
    line = text[: text.index(subject)].count("\n") + 1
    problem = f"{copy}/terms.ttl:{line}: {name} belongs to a text and is no term"
    assert (1, "", f"oneplusn: {problem}\n") == run("stats", "graphs", "--reports", str(tmp_path))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("<../2023/1/p1/s1>", "<https://w3id.org/oneplusn/report/2023/1/p1/s1>"),
        ("<https://w3id.org/oneplusn/topic/wetland>", "topic:wetland"),
        (f"<https://w3id.org/oneplusn/report/{ID}>",) * 2,
    ],
)
def test_a_translation_is_of_its_own_passages(
    tmp_path: Path, run: Callable[..., Ended], subject: str, name: str
) -> None:
    """Another report's passages have their own translation."""
    file = "translation.ttl"
    copy = altered(tmp_path, file, "<0/h>", f'{subject} opn:translation "x"@en .\n<0/h>')
    text = (copy / file).read_text("utf-8")
    line = text[: text.index(subject)].count("\n") + 1
    problem = f"{copy}/{file}:{line}: {name} is no passage of the report"
    assert (1, "", f"oneplusn: {problem}\n") == run("stats", "graphs", "--reports", str(tmp_path))
