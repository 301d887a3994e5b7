"""Quantities are read from the text as they are written."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import numeric

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from paths import ROOT
from quantity_writer import SCALES, write_expression

from oneplusn.errors import NumeralError, UnknownNameError
from oneplusn.graph.quantities.chinese_numerals import read_hanzi, write_hanzi
from oneplusn.graph.quantities.decimals import shifted
from oneplusn.graph.quantities.grammar import scale_of
from oneplusn.graph.quantities.lexicon import Lexicon, load_lexicon
from oneplusn.graph.quantities.parse import canonical, find_numerals, read_at

SOURCE = ROOT / "graph" / "reports" / "2023" / "text.txt"
LEXICON = load_lexicon()
COMPARATORS = sorted({"exactly", *(name for _, name in (*LEXICON.before, *LEXICON.after))})
UNITS = ("", *LEXICON.units)
AMOUNTS = st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False)

Read = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def report() -> str:
    """Give the report without running heads and white space."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if not re.match(r"^\s*2023 年度报告\s*\d+\s*$", line))
    return re.sub(r"\s", "", "".join(kept))


def read(text: str, *, offset: int = 0) -> Read:
    """Read one expression as plain values."""
    found = read_at(text, offset, lexicon=LEXICON)
    return found.written, canonical(found.value), found.unit, found.comparator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("超过51%。", ("超过51%", "51", "%", "more-than")),
        ("12.13亿千瓦。", ("12.13亿千瓦", "1213000000", "千瓦", "exactly")),
        ("17.5%，", ("17.5%", "17.5", "%", "exactly")),
        ("0.3%。", ("0.3%", "0.3", "%", "exactly")),
        ("70.0%和92.3%", ("70.0%", "70", "%", "exactly")),
        ("2.9亿千瓦以上，", ("2.9亿千瓦以上", "290000000", "千瓦", "at-least")),
        ("近3万种。", ("近3万种", "30000", "种", "nearly")),
        ("9000余个，", ("9000余个", "9000", "个", "more-than")),
        ("120多个发展中国家", ("120多个", "120", "个", "more-than")),
        ("4亿多吨。", ("4亿多吨", "400000000", "吨", "more-than")),
        ("7000多万吨。", ("7000多万吨", "70000000", "吨", "more-than")),
        ("3700万户左右，", ("3700万户左右", "37000000", "户", "approximately")),
        ("1万亿斤以上粮食", ("1万亿斤以上", "1000000000000", "斤", "at-least")),
        ("110%以上。", ("110%以上", "110", "%", "at-least")),
        ("不足10万台，", ("不足10万台", "100000", "台", "less-than")),
        ("不超过10万台，", ("不超过10万台", "100000", "台", "at-most")),
        ("6100亿立方米以内。", ("6100亿立方米以内", "610000000000", "立方米", "at-most")),
        ("约2.1小时，", ("约2.1小时", "2.1", "小时", "approximately")),
        ("约2.1小时左右", ("约2.1小时左右", "2.1", "小时", "approximately")),
        ("1.1左右，", ("1.1左右", "1.1", "", "approximately")),
        ("35万亩", ("35万亩", "350000", "亩", "exactly")),
        ("1.01亿亩次，", ("1.01亿亩次", "101000000", "亩次", "exactly")),
        ("500万人次以上机场", ("500万人次以上", "5000000", "人次", "at-least")),
        ("1000亿美元承诺", ("1000亿美元", "100000000000", "美元", "exactly")),
        ("15.8倍。", ("15.8倍", "15.8", "倍", "exactly")),
        ("875万标箱，", ("875万标箱", "8750000", "标箱", "exactly")),
        ("22.03万亿元，", ("22.03万亿元", "22030000000000", "元", "exactly")),
        ("超过1.5万亿元。", ("超过1.5万亿元", "1500000000000", "元", "more-than")),
        ("3千万元", ("3千万元", "30000000", "元", "exactly")),
        ("3千瓦", ("3千瓦", "3", "千瓦", "exactly")),
        ("14亿吨标准煤，", ("14亿吨标准煤", "1400000000", "吨标准煤", "exactly")),
        ("17部委联合", ("17部委", "17", "部委", "exactly")),
        ("一半以上的", ("一半以上", "50", "%", "at-least")),
        ("超过一半是", ("超过一半", "50", "%", "more-than")),
        ("两次召开", ("两次", "2", "次", "exactly")),
        ("六个领域85项", ("六个", "6", "个", "exactly")),
        ("三批81个", ("三批", "3", "批", "exactly")),
        ("十余个", ("十余个", "10", "个", "more-than")),
        ("十余万个", ("十余万个", "100000", "个", "more-than")),
        ("三千瓦", ("三千瓦", "3", "千瓦", "exactly")),
        ("百万吨级", ("百万吨", "1000000", "吨", "exactly")),
        ("５１％，", ("５１％", "51", "%", "exactly")),
        ("超过５．１万吨", ("超过５．１万吨", "51000", "吨", "more-than")),
        ("1,234.5万吨", ("1,234.5万吨", "12345000", "吨", "exactly")),
        ("85项技术", ("85项", "85", "项", "exactly")),
        ("3类蓝碳", ("3类", "3", "类", "exactly")),
        ("26个城市", ("26个", "26", "个", "exactly")),
        ("近10个百分点。", ("近10个百分点", "10", "个百分点", "nearly")),
        ("14个国家", ("14个", "14", "个", "exactly")),
        ("3个多边机构", ("3个", "3", "个", "exactly")),
        ("45家金融机构", ("45家", "45", "家", "exactly")),
        ("5种氢氟碳化物", ("5种", "5", "种", "exactly")),
        ("3620家", ("3620家", "3620", "家", "exactly")),
        ("2.44%、2.52%和2.51%", ("2.44%", "2.44", "%", "exactly")),
        ("3087亿元、811亿元", ("3087亿元", "308700000000", "元", "exactly")),
    ],
)
def test_an_expression_is_read_to_its_end(text: str, expected: Read) -> None:
    """Comparator, number, multiplier, unit and comparator are read as one expression."""
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.1和3.6个百分点", ("6.1", "6.1", "个百分点", "exactly")),
        ("约6.1和超过3.6个百分点", ("约6.1", "6.1", "个百分点", "approximately")),
        ("1、2和3个", ("1", "1", "个", "exactly")),
        ("六、七届", ("六", "6", "届", "exactly")),
        ("30和50万亩以上", ("30", "300000", "亩", "exactly")),
        ("3万和5亿吨", ("3万", "30000", "吨", "exactly")),
        ("三、五万亩", ("三", "30000", "亩", "exactly")),
        ("6.1和，3.6个百分点", ("6.1", "6.1", "", "exactly")),
        ("6.1至3.6个百分点", ("6.1", "6.1", "", "exactly")),
    ],
)
def test_a_unit_is_shared_through_coordination(text: str, expected: Read) -> None:
    """A bare number takes unit and multiplier, but no comparator, from the one joined to it."""
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("下降超过51%", 4, "the expression begins at 2, not at 4: '下降超过51%'"),
        ("不超过51%", 1, "the expression begins at 0, not at 1: '不超过51%'"),
        ("共12.13亿", 2, "the expression begins at 1, not at 2: '共12.13亿'"),
        ("共12.13亿", 4, "the expression begins at 1, not at 4: '共12.13亿'"),
        ("3万个", 1, "no number begins at 1: '3万个'"),
        ("增长超过", 2, "no number begins at 2: '增长超过'"),
        ("3个", 7, "no number begins at 7: '3个'"),
        ("3个", -1, "no number begins at -1: '3个'"),
        ("COP27各", 3, "the number is part of a name at 3: 'COP27各'"),
        ("HFC-32等", 4, "the number is part of a name at 4: 'HFC-32等'"),
        ("增长-5%", 3, "the number is negative at 3: '增长-5%'"),
        ("三分之一", 0, "the number is part of a fraction at 0: '三分之一'"),
        ("三分之一", 3, "the number is part of a fraction at 3: '三分之一'"),
        ("六、七十人", 0, "may share its multiplier with the one at 0"),
        ("几十个", 0, "'几十' is not a number with one value at 0: '几十个'"),
        ("十四五", 0, "'十四五' is not a number with one value"),
        ("约3个以上", 0, "comparators ['approximately', 'at-least'] disagree at 0"),
        ("1亿5000万", 0, "the number goes on in a way that is not known at 2"),
    ],
)
def test_what_is_no_whole_quantity_is_refused(text: str, offset: int, message: str) -> None:
    """The error names the problem, the offset and the text around it."""
    with pytest.raises(NumeralError, match=re.escape(message)):
        read_at(text, offset, lexicon=LEXICON)


@pytest.mark.parametrize(
    ("text", "offset", "written"),
    [
        ("--3家", 2, "3家"),
        ("2015年-2020年", 6, "2020年"),
        ("3-5个", 2, "5个"),
        ("《公约》第28次", 5, "28次"),
    ],
)
def test_a_hyphen_that_joins_is_no_minus(text: str, offset: int, written: str) -> None:
    """After a figure, a unit or another hyphen a number is read as it stands."""
    assert written == read_at(text, offset, lexicon=LEXICON).written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3.65E+8", "365000000"),
        ("17.50", "17.5"),
        ("0.30", "0.3"),
        ("100", "100"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-2.50", "-2.5"),
        ("0E+3", "0"),
        ("1234567890123456789012345678901.5", "1234567890123456789012345678901.5"),
    ],
)
def test_canonical_has_no_exponent_and_no_idle_zeros(written: str, expected: str) -> None:
    """Decimals are written in full, to the last digit."""
    assert expected == canonical(Decimal(written))


def test_canonical_refuses_what_is_no_number() -> None:
    """NaN has no decimal form."""
    with pytest.raises(NumeralError, match="no decimal form"):
        canonical(Decimal("NaN"))


@given(
    value=AMOUNTS,
    unit=st.sampled_from(UNITS),
    comparator=st.sampled_from(COMPARATORS),
    scale=st.sampled_from(SCALES),
)
def test_what_is_written_is_read_back(
    value: Decimal, unit: str, comparator: str, scale: str
) -> None:
    """Writing a quantity and reading it gives the same quantity, wherever it stands."""
    total = shifted(value, scale_of(scale))
    written = write_expression(
        total, unit=unit, comparator=comparator, scale=scale, lexicon=LEXICON
    )
    found = read_at(f"达到{written}。", 2, lexicon=LEXICON)
    assert (written, total, unit, comparator) == (
        found.written,
        found.value,
        found.unit,
        found.comparator,
    )


@given(
    value=AMOUNTS,
    unit=st.sampled_from(UNITS),
    word=st.sampled_from(LEXICON.after),
    scale=st.sampled_from(SCALES),
)
def test_a_comparator_behind_the_number_is_read_back(
    value: Decimal, unit: str, word: tuple[str, str], scale: str
) -> None:
    """With no word that stands before the number the one behind it is used."""
    bare = Lexicon(units=LEXICON.units, before=(), after=(word,))
    written = write_expression(value, unit=unit, comparator=word[1], scale=scale, lexicon=bare)
    found = read_at(written, 0, lexicon=bare)
    assert (written, Decimal(canonical(value)), unit, word[1]) == (
        found.written,
        found.value,
        found.unit,
        found.comparator,
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "吨标煤"}, "unknown unit '吨标煤'"),
        ({"comparator": "morethan"}, "unknown comparator 'morethan'; did you mean more-than?"),
        ({"scale": "兆"}, "unknown multiplier '兆'"),
    ],
)
def test_unknown_words_are_not_written(options: dict[str, str], message: str) -> None:
    """Unit, comparator and multiplier have to be known."""
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        write_expression(Decimal(1), lexicon=LEXICON, **options)


@given(value=st.integers(min_value=0, max_value=10**16 - 1))
def test_hanzi_numbers_are_read_back(value: int) -> None:
    """Writing a number in Chinese characters and reading it gives the same number."""
    assert value == read_hanzi(write_hanzi(value))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("十", 10),
        ("十二", 12),
        ("三十一", 31),
        ("两百", 200),
        ("百万", 1_000_000),
        ("一千零五", 1005),
        ("二〇", None),
        ("三万亿", 3 * 10**12),
        ("一亿零五万", 100_050_000),
        ("", None),
        ("十四五", None),
        ("三四", None),
        ("一万五", None),
        ("一百五", None),
        ("十几", None),
        ("双", None),
        ("半", None),
        ("亿亿亿", None),
        ("零零", None),
    ],
)
def test_hanzi_numbers_have_one_form(written: str, expected: int | None) -> None:
    """Forms whose value is open are refused."""
    if expected is None:
        with pytest.raises(NumeralError, match=f"'{written}' is not a number with one value"):
            read_hanzi(written)
    else:
        assert expected == read_hanzi(written)


@pytest.mark.parametrize("value", [-1, 10**16])
def test_hanzi_numbers_have_limits(value: int) -> None:
    """Numbers out of range are not written."""
    with pytest.raises(NumeralError, match=str(value)):
        write_hanzi(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图1.2012-2022年风电", [("1", "digits"), ("2012", "digits"), ("2022", "digits")]),
        ("（HFC-32）等5种", [("32", "digits"), ("5", "digits")]),
        (
            "202307/t20230707_1035606",
            [("202307", "digits"), ("20230707", "digits"), ("1035606", "digits")],
        ),
        ("“1+N”、G20、COP27", [("1", "digits"), ("20", "digits"), ("27", "digits")]),
        ("12.13亿千瓦，3.6个百分点", [("12.13", "digits"), ("3.6", "digits")]),
        ("5万一系列", [("5", "digits"), ("一", "hanzi")]),
        ("“一带一路”", [("一", "hanzi"), ("一", "hanzi")]),
        ("７．８％", [("７．８", "digits")]),
        ("十四五、几十、双碳", [("十四五", "hanzi"), ("几十", "hanzi"), ("双", "hanzi")]),
        ("没有数", []),
    ],
)
def test_every_numeral_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    """Tokens are maximal runs of digits or of numeral characters."""
    found = find_numerals(text, lexicon=LEXICON)
    assert expected == [(numeral.written, numeral.kind) for numeral in found]


def test_no_numeral_of_the_report_is_skipped(report: str) -> None:
    """Each character with a numeric value is in a numeral or in what belongs to one."""
    found = find_numerals(report, lexicon=LEXICON)
    covered = {i for numeral in found for i in range(numeral.start, numeral.end)}
    for belonging in re.finditer("(?<=[0-9])[多余]?[万亿]+(?:千瓦)?|个百分点", report):
        covered.update(range(*belonging.span()))
    numerals = {i for i, character in enumerate(report) if numeric(character, None) is not None}
    # These are numerals in cheques only; the report has them in 参与, 陆地 and 队伍.
    assert set("参陆伍") == {report[i] for i in numerals - covered}


def test_spans_of_the_report_are_in_order_and_say_what_is_written(report: str) -> None:
    """Numerals do not overlap, and the text at each span is what was written."""
    found = find_numerals(report, lexicon=LEXICON)
    edges = [edge for numeral in found for edge in (numeral.start, numeral.end)]
    assert sorted(edges) == edges
    assert [report[n.start : n.end] for n in found] == [n.written for n in found]
    assert {"digits": 327, "hanzi": 141} == {
        kind: sum(numeral.kind == kind for numeral in found) for kind in ("digits", "hanzi")
    }


def starts_with_unit(report: str) -> list[int]:
    """List where the digits with a known unit begin, comparator word included."""
    found = (n for n in find_numerals(report, lexicon=LEXICON) if n.kind == "digits")
    unit = re.compile(f"[多余]?[万亿]*[多余]?({'|'.join(LEXICON.units)})")
    known = (n.start for n in found if unit.match(report, n.end))
    words = "|".join(word for word, _ in LEXICON.before)
    lead = re.compile(f"(?:{words})(?:占全球总数的)?$")
    leads = ((start, lead.search(report, max(0, start - 9), start)) for start in known)
    return [found.start() if found else start for start, found in leads]


def test_every_quantity_of_the_report_is_read(report: str) -> None:
    """All digits with a known unit read as quantities, and their spans hold."""
    starts = starts_with_unit(report)
    found = [read_at(report, start, lexicon=LEXICON) for start in starts]
    assert starts == [reading.start for reading in found]
    assert [r.written for r in found] == [report[r.start : r.end] for r in found]
    assert {True} == {reading.unit in LEXICON.units for reading in found}


@given(data=st.data())
def test_a_changed_digit_changes_the_value(report: str, data: st.DataObject) -> None:
    """No digit of a quantity goes unread."""
    start = data.draw(st.sampled_from(starts_with_unit(report)))
    written = read_at(report, start, lexicon=LEXICON).written
    place = data.draw(
        st.sampled_from([i for i, character in enumerate(written) if character.isdigit()])
    )
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != written[place])
    changed = f"{written[:place]}{digit}{written[place + 1 :]}"
    before = read_at(written, 0, lexicon=LEXICON)
    assert before.value != read_at(changed, 0, lexicon=LEXICON).value


@given(
    text=st.text(
        alphabet="0123.,第超过约近一二十百万亿千瓦吨个双半几多余以上、和年A-%５％", max_size=24
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Odd input gives a reading inside the text or a NumeralError, nothing else."""
    for offset in range(len(text)):
        try:
            found = read_at(text, offset, lexicon=LEXICON)
        except NumeralError:
            continue
        assert (offset, text[offset : found.end]) == (found.start, found.written)
