"""What progress is told of: targets with their sources, and figures with their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ...ontology.bilingual import Bilingual
from .assessment import Verdict

if TYPE_CHECKING:
    from .assessment import Goal, State

__all__ = ["Comparison", "Evidence", "NotComparable", "Progress", "Source", "Target", "Unit"]

_NOTHING = Bilingual()


@dataclass(frozen=True, order=True, slots=True)
class Unit:
    """A unit by its names; *plural* is the English one after numbers, where it differs.

    What *counts* is a classifier.
    """

    name: Bilingual
    plural: str = ""
    counts: bool = False


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """Who sets a target: an outside document with addresses, or a sentence of the report.

    *issued* is a date as the data has it, *dated* says what sort of date that is; *later*
    marks a document that is younger than the report.
    """

    name: Bilingual
    document: str = ""
    number: str = ""
    issuers: Bilingual = _NOTHING
    issued: str = ""
    dated: Bilingual = _NOTHING
    later: bool = False
    note: Bilingual = _NOTHING
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
    compared: Bilingual
    unit: Unit
    measure: str
    period: Bilingual
    base: Bilingual
    passage: str
    sentence: str
    offset: int
    figure: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target, with every source that sets it in the same words of value, date and base.

    *whole* is what a share is a share of; *measure* and *direction* are local names.
    """

    targets: tuple[str, ...]
    indicator: str
    name: Bilingual
    measure: str
    direction: str
    place: str
    whole: Bilingual
    goal: Goal
    upper: Decimal | None
    compared: Bilingual
    written: str
    qualifier: str
    unit: Unit
    period: Bilingual
    base: Bilingual
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where things stand on a day: the figures of the report, and what they amount to."""

    evidence: tuple[Evidence, ...]
    state: State

    @property
    def summands(self) -> tuple[Evidence, ...]:
        """Return one figure of each indicator: several are the summands of a sum."""
        by_indicator: dict[str, Evidence] = {}
        for evidence in self.evidence:
            by_indicator.setdefault(evidence.indicator, evidence)
        return tuple(by_indicator.values())

    @property
    def value(self) -> Decimal:
        """Return the number as stated, or what the summands amount to."""
        return sum((evidence.value for evidence in self.summands), Decimal(0))


@dataclass(frozen=True, slots=True)
class NotComparable:
    """What cannot be compared, and why.

    *difference* is the first thing in which a figure of the same indicator differs, or
    ``indicator`` for another indicator that is only near, with its *name* and the *reason*.
    """

    difference: str
    name: Bilingual = _NOTHING
    reason: Bilingual = _NOTHING
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, where things stand, and what was not compared."""

    target: Target
    comparisons: tuple[Comparison, ...]
    not_comparable: tuple[NotComparable, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the latest figure."""
        return self.comparisons[-1].state.verdict if self.comparisons else Verdict.OPEN
