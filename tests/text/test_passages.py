"""The report as sections and passages: nothing falls between, and every key is stable."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import REPORT

from oneplusn.errors import UnknownNameError
from oneplusn.graph.text.passages import Passage, Section, split_sentences

SECTION_KEYS = [
    "0",
    "1",
    "2",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "box1",
    "2.5",
    "2.6",
    "2.7",
    "3",
    "3.1",
    "3.2",
    "3.3",
    "3.4",
    "3.5",
    "3.6",
    "4",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "5",
    "5.1",
    "5.2",
    "5.3",
    "5.4",
    "5.5",
    "5.6",
    "5.7",
    "6",
    "6.1",
    "6.2",
    "6.3",
    "7",
]


def test_passages_in_order_are_the_whole_text() -> None:
    """Nothing of the clean text is lost, doubled or moved."""
    assert REPORT.clean_text == "".join(passage.text for passage in REPORT.passages)


def test_nothing_falls_between_passages() -> None:
    """Each passage begins where the one before it ends, and says what stands there."""
    found = REPORT.passages
    text = REPORT.clean_text
    assert [0, *(p.end for p in found)] == [*(p.start for p in found), len(text)]
    assert [p.text for p in found] == [text[p.start : p.end] for p in found]


def test_keys_are_unique_and_orders_count_up() -> None:
    """No two passages share an IRI; the order is that of the text, from 1."""
    found = REPORT.passages
    assert len(found) == len({passage.iri for passage in found})
    assert list(range(1, len(found) + 1)) == [passage.order for passage in found]


def test_passages_are_of_the_known_kinds() -> None:
    """The report has 367 passages of five kinds."""
    kinds = {"Sentence": 291, "Heading": 36, "ListItem": 30, "Caption": 8, "WebAddress": 2}
    assert kinds == Counter(passage.kind for passage in REPORT.passages)


def test_sections_are_the_known_ones() -> None:
    """The report has 36 sections, in the order in which their headings stand."""
    found = REPORT.sections
    assert SECTION_KEYS == [part.key for part in found]
    assert list(range(1, 37)) == [part.order for part in found]


def test_each_section_begins_with_its_heading() -> None:
    """The first passage of each section is its one heading, and ends with its title."""
    heads = [REPORT.passages_of(part.key)[0] for part in REPORT.sections]
    assert [(f"{part.key}/h", "Heading") for part in REPORT.sections] == [
        (head.key, head.kind) for head in heads
    ]
    assert [part.title for part in REPORT.sections] == [
        head.text[len(head.text) - len(part.title) :]
        for head, part in zip(heads, REPORT.sections, strict=True)
    ]


def test_sections_lie_in_their_chapters() -> None:
    """A numbered section lies in its chapter, the box in the section that it interrupts."""
    parents = {part.key: part.parent for part in REPORT.sections}
    expected = {key: key.split(".", 1)[0] if "." in key else "" for key in SECTION_KEYS}
    assert expected | {"box1": "2.4"} == parents


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("2.7", Section(11, "2.7", "推动减污降碳协同增效", "2", REPORT.iri)),
        ("box1", Section(8, "box1", "新能源汽车市场规模持续扩大", "2.4", REPORT.iri)),
        ("0", Section(1, "0", "前言", "", REPORT.iri)),
    ],
)
def test_a_section_is_found_by_its_key(key: str, expected: Section) -> None:
    """Key, title without its number, and the section above."""
    assert expected == REPORT.section(key)


def test_the_box_interrupts_its_section() -> None:
    """The box stands whole within 2.4, whose fourth paragraph follows after it."""
    box = {p.order for p in REPORT.passages_of("box1")}
    around = {p.key: p.order for p in REPORT.passages_of("2.4")}
    before = [key for key, order in around.items() if order < min(box)]
    after = [key for key, order in around.items() if order > max(box)]
    assert set(range(min(box), max(box) + 1)) == box
    assert "2.4/p3/s7" == before[-1]
    assert [f"2.4/p4/s{number}" for number in range(1, 5)] == after


def test_captions_belong_to_their_figures() -> None:
    """Panels a to c belong to figure 2, though they are printed above its caption."""
    keys = [p.key for p in REPORT.passages if p.kind == "Caption"]
    panels = ["2.2/fig2a", "2.2/fig2b", "2.2/fig2c"]
    assert ["2.2/fig1", *panels, "2.2/fig2", "2.2/fig3", "box1/fig4", "4.2/fig5"] == keys


def test_both_addresses_are_passages() -> None:
    """The two addresses printed in 4.1 stay in the text, each as one passage."""
    found = {p.key: p.text for p in REPORT.passages if p.kind == "WebAddress"}
    assert ["4.1/url1", "4.1/url2"] == list(found)
    assert [True, True] == [text.startswith("https://") for text in found.values()]


def test_a_passage_has_its_offsets_and_iri() -> None:
    """One known sentence, field by field."""
    text = "气候变化是全球面临的共同挑战。"
    expected = Passage(2, "0/p1/s1", "Sentence", "0", 2, 17, text, REPORT.iri)
    assert expected == REPORT.passages[1]
    assert f"{REPORT.iri}/0/p1/s1" == REPORT.passages[1].iri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("甲", ("甲",)),
        ("甲。乙", ("甲。", "乙")),
        ("他说“甲。”乙。", ("他说“甲。”", "乙。")),
        ("甲（乙。）丙！丁？", ("甲（乙。）", "丙！", "丁？")),
        ("17.5%；甲，乙。", ("17.5%；甲，乙。",)),
        ("。", ("。",)),
    ],
)
def test_sentences_end_at_full_stops(text: str, expected: tuple[str, ...]) -> None:
    """A sentence keeps the quotation marks and brackets that close with it."""
    assert expected == split_sentences(text)


@given(text=st.text(alphabet="甲乙。！？”’）“；\n ", max_size=30))
def test_sentences_give_back_the_text(text: str) -> None:
    """Splitting loses nothing and makes no empty sentence."""
    found = split_sentences(text)
    assert text == "".join(found)
    assert "" not in found


@given(offset=st.integers(0, 14_080))
def test_every_offset_lies_in_one_passage(offset: int) -> None:
    """One passage holds it, and no other."""
    assert 1 == sum(p.start <= offset < p.end for p in REPORT.passages)


def test_passages_follow_each_other() -> None:
    """Each begins where the one before ends, from the first character to the last."""
    ends = [passage.end for passage in REPORT.passages]
    assert [0, *ends] == [*(passage.start for passage in REPORT.passages), 14_081]


@pytest.mark.parametrize("key", ["2.77", "box2", "", "2.2/p1"])
def test_an_unknown_section_is_refused(key: str) -> None:
    """A section that the report does not have raises, whichever way it is asked for."""
    for ask in (REPORT.section, REPORT.passages_of):
        with pytest.raises(UnknownNameError, match=f"^unknown section {key!r}"):
            ask(key)


def test_an_unknown_section_comes_with_near_ones() -> None:
    """A slip of the finger is answered with the keys that come near."""
    with pytest.raises(UnknownNameError, match=r"did you mean 2\.7, 5\.7, 2\.6\?$"):
        REPORT.section("2.77")
