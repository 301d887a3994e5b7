"""What progress is told of: targets with their sources, and figures with their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .assessment import Verdict

if TYPE_CHECKING:
    from .assessment import Goal, State

__all__ = ["Aim", "Apart", "Both", "Evidence", "Progress", "Source", "Stand", "Unit"]


@dataclass(frozen=True, order=True, slots=True)
class Both:
    """The same thing said in Chinese and in English; empty where there is nothing to say."""

    zh: str = ""
    en: str = ""

    def get(self, lang: str) -> str:
        """Return what it is called in a language, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, order=True, slots=True)
class Unit:
    """A unit by its names; *plural* is the English one after numbers, where it differs."""

    name: Both
    plural: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """Who sets a target: an outside document with addresses, or a sentence of the report.

    *issued* is a date as the data has it, *dated* says what sort of date that is; *later*
    marks a document that is younger than the report.
    """

    name: Both
    document: str = ""
    number: str = ""
    issuers: Both = Both()
    issued: str = ""
    dated: Both = Both()
    later: bool = False
    note: Both = Both()
    addresses: tuple[str, ...] = ()
    passage: str = ""
    sentence: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Evidence:
    """A figure of the report as written, and where in which sentence it stands."""

    position: int
    indicator: str
    written: str
    value: Decimal
    comparator: str
    compared: Both
    unit: Unit
    measure: str
    period: Both
    base: Both
    passage: str
    sentence: str
    offset: int
    figure: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A target, with every source that sets it in the same words of value, date and base.

    *whole* is what a share is a share of; *measure* and *direction* are local names.
    """

    targets: tuple[str, ...]
    indicator: str
    name: Both
    measure: str
    direction: str
    place: str
    whole: Both
    goal: Goal
    upper: Decimal | None
    compared: Both
    written: str
    qualifier: str
    unit: Unit
    period: Both
    base: Both
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where things stand on a day: the figures of the report, and what they amount to."""

    evidence: tuple[Evidence, ...]
    state: State

    @property
    def summands(self) -> tuple[Evidence, ...]:
        """Return one figure of each indicator: several are the summands of a sum."""
        found: dict[str, Evidence] = {}
        for evidence in self.evidence:
            found.setdefault(evidence.indicator, evidence)
        return tuple(found.values())

    @property
    def value(self) -> Decimal:
        """Return the number as stated, or what the summands amount to."""
        return sum((evidence.value for evidence in self.summands), Decimal(0))


@dataclass(frozen=True, slots=True)
class Apart:
    """What cannot be compared, and why.

    *difference* is the first thing in which a figure of the same indicator differs, or
    ``indicator`` for another indicator that is only near, with its *name* and the *reason*.
    """

    difference: str
    name: Both = Both()
    reason: Both = Both()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, where things stand, and what was not compared."""

    aim: Aim
    stands: tuple[Stand, ...]
    apart: tuple[Apart, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the latest figure."""
        return self.stands[-1].state.verdict if self.stands else Verdict.OPEN
