"""A scheme with top concepts is a thesaurus, and each way of breaking one is found."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from oneplusn.errors import Place
from oneplusn.graph.checks.outcome import Problem
from oneplusn.graph.checks.thesauri import check_thesauri
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.named_graphs import EDITORIAL
from oneplusn.graph.rdf import in_graph
from oneplusn.ontology.namespaces import prefixes

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
SOUND = """
topic:root a opn:Topic ; skos:inScheme scheme:topics ; skos:topConceptOf scheme:topics ;
  rdfs:label "root"@en , "根"@zh ; skos:definition "A thing."@en , "事物。"@zh .
topic:leaf a opn:Topic ; skos:inScheme scheme:topics ; skos:broader topic:root ;
  rdfs:label "leaf"@en , "叶"@zh ; skos:definition "A part."@en , "部分。"@zh .
topic:twig a opn:Topic ; skos:inScheme scheme:topics ; skos:broader topic:root ;
  rdfs:label "twig"@en , "枝"@zh ; skos:definition "A thin part."@en , "细小的部分。"@zh .
sector:root a opn:Sector ; skos:inScheme scheme:sectors ; skos:topConceptOf scheme:sectors ;
  rdfs:label "trade"@en , "贸易"@zh ; skos:definition "A trade."@en , "行当。"@zh .
sector:leaf a opn:Sector ; skos:inScheme scheme:sectors ; skos:related sector:root ;
  skos:topConceptOf scheme:sectors ;
  rdfs:label "leaf trade"@en , "叶业"@zh ; skos:definition "A branch."@en , "分支。"@zh .
unit:one a opn:Unit ; skos:inScheme scheme:units ; rdfs:label "root"@en .
"""
NOTES = 'skos:scopeNote "Not the other."@en , "不是另一个。"@zh'
ALONE = (
    "topic:alone a opn:Topic ; skos:inScheme scheme:topics ; skos:topConceptOf scheme:topics ;"
    ' rdfs:label "alone"@en , "独"@zh ; skos:definition "A loner."@en , "独者。"@zh .'
)
LOOSE = (
    "topic:loose a opn:Topic ; skos:inScheme scheme:topics ; skos:related topic:root ;"
    ' rdfs:label "loose"@en , "散"@zh ; skos:definition "A stray."@en , "散者。"@zh .'
)
# what is put in place of what, and what is said of it
BROKEN = {
    "an orphan": (
        ("unit:one a", f"{ALONE} unit:one a"),
        "topic:alone is neither broader, narrower nor related to any concept",
    ),
    "no definition": (
        ('"A part."@en , "部分。"@zh', '"A part."@en'),
        "topic:leaf: no definition in 'zh'",
    ),
    "no way to the top": (
        ("unit:one a", f"{LOOSE} unit:one a"),
        "topic:loose is no top concept and stands below none of its scheme",
    ),
    "below the top of another scheme": (
        (
            'skos:broader topic:root ;\n  rdfs:label "leaf"',
            'skos:broader sector:root ;\n  rdfs:label "leaf"',
        ),
        "topic:leaf is no top concept and stands below none of its scheme",
    ),
    "a cycle": (
        ("skos:inScheme scheme:units", "skos:inScheme scheme:units ; skos:broader unit:one"),
        "unit:one is broader than itself",
    ),
    "related to what is broader": (
        ('"A part."@en', '"A part."@en ; skos:related topic:root ; skos:definition "A part."@en'),
        "topic:leaf is related to topic:root and also broader or narrower",
    ),
    "a label twice in a scheme": (
        ('"leaf"@en', f'"Root"@en ; {NOTES}'),
        "topic:leaf and topic:root share a name in 'en', and no scope notes tell them apart",
    ),
    "another name that is a label in another scheme": (
        ('"leaf trade"@en', f'"leaf trade"@en ; skos:altLabel "root"@en ; {NOTES}'),
        "sector:leaf and topic:root share a name in 'en', and no scope notes tell them apart",
    ),
}


def check(text: str) -> tuple[Problem, ...]:
    """Check a small graph, and see that all its concepts of thesauri are counted."""
    triples = [quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)]
    outcome = check_thesauri(Dataset(tuple(in_graph(triples, EDITORIAL)), ()))
    assert (
        outcome.checked == outcome.total == text.count("a opn:Topic") + text.count("a opn:Sector")
    )
    return outcome.problems


def test_a_sound_thesaurus_passes() -> None:
    """A flat list, such as that of units, is no thesaurus and needs no definitions."""
    assert () == check(SOUND)


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_each_fault_is_found_alone(case: str) -> None:
    """One change makes one problem."""
    (old, new), said = BROKEN[case]
    assert old in SOUND
    assert (Problem(Place(), said),) == check(SOUND.replace(old, new))


def test_two_scope_notes_tell_one_label_apart() -> None:
    """What shares a word across schemes says which is which, on both sides."""
    both = SOUND.replace('"trade"@en', f'"root"@en ; {NOTES}')
    assert [Problem] == [type(one) for one in check(both)]
    assert () == check(both.replace('"root"@en , "根"@zh', f'"root"@en , "根"@zh ; {NOTES}'))


def test_the_real_thesauri_are_sound(dataset: Dataset) -> None:
    """Topics, sectors, policy fields, technologies and inventory categories, every concept."""
    outcome = check_thesauri(dataset)
    assert () == outcome.problems
    assert outcome.total == outcome.checked > 300


def test_what_is_inferred_ties_nothing() -> None:
    """A scheme without a top concept is checked for cycles alone, and nothing is counted."""
    assert check_thesauri(Dataset((), ())).total == 0
