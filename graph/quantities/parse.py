"""Quantities read from the text: value, unit and comparator of an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from ...errors import NumeralError
from .chinese_numerals import DIGITS, read_hanzi
from .decimals import canonical, context, half_width, shifted
from .grammar import Numeral, Tail, bare_tail, find_numerals, numerals_by_start, scale_of, unit_tail

if TYPE_CHECKING:
    from .lexicon import Lexicon

__all__ = [
    "EXACTLY",
    "Numeral",
    "Reading",
    "canonical",
    "find_numerals",
    "find_readings",
    "read_at",
]

EXACTLY = "exactly"
"""The comparator of a number that stands without a comparator word."""

_HALF = "一半"
_JOINTS = ("、", "和", "与", "及")
_LATIN = re.compile(r"[A-Za-z_][-]?$")
_OPEN_CHAIN = re.compile(f"[{DIGITS}两][、和与及][{DIGITS}两][十百千]")
_OF_A_WHOLE = "占[^，。；：、0-9]{1,12}的"
"""What can stand between a comparator and its number: ``约占全球总数的40%``."""
_LONGEST_LEAD = 20
_LARGE_SCALE = re.compile("(?<=.)(?:万亿|[万亿])$")


@dataclass(frozen=True, order=True, slots=True)
class Reading:
    """Hold one quantity expression: where it stands and what it says.

    *value* is in the base unit, multiplier worked in; *unit* is ``""`` for a bare number;
    *comparator* is a local name such as ``more-than``.
    """

    start: int
    end: int
    written: str
    value: Decimal
    unit: str
    comparator: str


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    scale: int
    tail: Tail


def read_at(text: str, offset: int, *, lexicon: Lexicon) -> Reading:
    """Read the quantity expression that begins at an offset, as long as it goes.

    It runs from the comparator word before the number, if there is one (``约占全球总数的40%``
    too), over number, multiplier and unit to the comparator word after it; ``一半`` reads
    as 50 %. A number
    without unit that 、, 和, 与 or 及 joins to the next one takes the unit from there, and
    with it the multiplier unless it has its own (``30和50万亩``: 300000 亩); comparators
    are never shared. What is taken from there is not part of *written*. An ordinal
    (``第28次``) reads as its number.

    Raises `NumeralError` where no expression begins at the offset, where the number is a
    fraction (``三分之一``), negative, part of a Latin name or open (``几十``), and where
    two comparator words disagree.

    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> reading = read_at("下降超过51%。", 2, lexicon=load_lexicon())
    >>> reading.written, str(reading.value), reading.unit, reading.comparator
    ('超过51%', '51', '%', 'more-than')
    """
    plain = half_width(text)
    numeral = _numeral_of(plain, offset, lexicon)
    amount = _amount(plain, numeral, lexicon)
    scale, unit = _with_elided(plain, numeral, amount, lexicon)
    added = 0 if amount.scale else scale
    return Reading(
        start=offset,
        end=amount.tail.end,
        written=text[offset : amount.tail.end],
        value=shifted(amount.value, added),
        unit=unit,
        comparator=_comparator(plain, offset, numeral.start, amount.tail, lexicon),
    )


def find_readings(text: str, *, lexicon: Lexicon) -> tuple[tuple[str, Reading], ...]:
    """Read whatever numeral of a text can be read; give each with its kind, in order."""
    plain = half_width(text)
    readings = []
    for numeral in find_numerals(text, lexicon=lexicon):
        try:
            reading = read_at(text, _beginning(plain, numeral, lexicon), lexicon=lexicon)
        except NumeralError:
            continue
        readings.append((numeral.kind, reading))
    return tuple(readings)


def _numeral_of(plain: str, offset: int, lexicon: Lexicon) -> Numeral:
    numerals = numerals_by_start(plain, lexicon)
    for start, numeral in numerals.items():
        if start < offset - len(numeral.written) or start > offset + _LONGEST_LEAD:
            continue
        beginning = _beginning(plain, numeral, lexicon)
        if beginning == offset:
            return numeral
        if beginning <= offset < numeral.end:
            _refuse(f"the expression begins at {beginning}, not", plain, offset)
    return _refuse("no number begins", plain, offset)


def _beginning(plain: str, numeral: Numeral, lexicon: Lexicon) -> int:
    head = plain[max(0, numeral.start - _LONGEST_LEAD) : numeral.start]
    words = [word for word, _ in lexicon.before]
    lead = next((word for word in words if head.endswith(word)), "")
    detached = re.search(f"(?:{'|'.join(map(re.escape, words))}){_OF_A_WHOLE}$", head)
    if not lead and detached:
        lead = detached[0]
    return numeral.start - len(lead)


def _refuse(problem: str, plain: str, offset: int) -> NoReturn:
    message = f"{problem} at {offset}: {context(plain, offset)}"
    raise NumeralError(message) from None


def _amount(plain: str, numeral: Numeral, lexicon: Lexicon) -> _Amount:
    _refuse_part(plain, numeral, lexicon)
    if numeral.written == _HALF:
        tail = bare_tail(plain, numeral.end, lexicon)
        return _Amount(Decimal(50), 0, Tail(tail.end, 0, "%", tail.words))
    if numeral.kind == "hanzi":
        amount = _hanzi_amount(plain, numeral, lexicon)
    else:
        tail = _tail(plain, numeral.end, lexicon)
        digits = Decimal(numeral.written.replace(",", ""))
        amount = _Amount(shifted(digits, tail.scale), tail.scale, tail)
    _refuse_rest(plain, amount.tail, lexicon)
    return amount


def _hanzi_amount(plain: str, numeral: Numeral, lexicon: Lexicon) -> _Amount:
    # The run of numeral characters may reach into the unit, as in 三千瓦.
    ends = range(numeral.end, numeral.start, -1)
    end = next((end for end in ends if unit_tail(plain, end, lexicon)), numeral.end)
    run = plain[numeral.start : end]
    tail = _tail(plain, end, lexicon)
    own = _LARGE_SCALE.search(run)
    scale = tail.scale or scale_of(own[0] if own else "")
    return _Amount(shifted(Decimal(_whole(plain, numeral.start, run)), tail.scale), scale, tail)


def _whole(plain: str, start: int, run: str) -> int:
    try:
        return read_hanzi(run)
    except NumeralError as error:
        _refuse(str(error), plain, start)


def _tail(plain: str, start: int, lexicon: Lexicon) -> Tail:
    return unit_tail(plain, start, lexicon) or bare_tail(plain, start, lexicon)


def _refuse_part(plain: str, numeral: Numeral, lexicon: Lexicon) -> None:
    head = plain[: numeral.start]
    if numeral.kind == "digits" and _LATIN.search(head):
        _refuse("the number is part of a name", plain, numeral.start)
    # A hyphen after a figure, a unit or a hyphen joins or lists; any other is a minus.
    before_sign = ("-", *"0123456789", *lexicon.units)
    if head.endswith(("-", "−")) and not head[:-1].endswith(before_sign):
        _refuse("the number is negative", plain, numeral.start)
    if head.endswith("分之") or plain.startswith("分之", numeral.end):
        _refuse("the number is part of a fraction", plain, numeral.start)
    if _OPEN_CHAIN.match(plain, numeral.start):
        _refuse("the next number may share its multiplier with the one", plain, numeral.start)


def _refuse_rest(plain: str, tail: Tail, lexicon: Lexicon) -> None:
    if not tail.unit and not tail.words and tail.end in numerals_by_start(plain, lexicon):
        _refuse("the number goes on in a way that is not known", plain, tail.end)


def _with_elided(
    plain: str, numeral: Numeral, amount: _Amount, lexicon: Lexicon
) -> tuple[int, str]:
    tail = amount.tail
    if tail.unit or tail.words or not plain.startswith(_JOINTS, tail.end):
        return amount.scale, tail.unit
    numerals = numerals_by_start(plain, lexicon)
    starts = (start for start in numerals if start > numeral.start)
    following = numerals.get(next(starts, -1))
    if following is None or _beginning(plain, following, lexicon) != tail.end + 1:
        return amount.scale, ""
    lender = _amount(plain, following, lexicon)
    scale, unit = _with_elided(plain, following, lender, lexicon)
    return amount.scale or scale, unit


def _comparator(plain: str, offset: int, start: int, tail: Tail, lexicon: Lexicon) -> str:
    names = {lexicon.comparator(word, before=False) for word in tail.words}
    if offset < start:
        words = (word for word, _ in lexicon.before if plain.startswith(word, offset))
        names.add(lexicon.comparator(next(words), before=True))
    if len(names) > 1:
        _refuse(f"comparators {sorted(names)} disagree", plain, offset)
    return next(iter(names), EXACTLY)
