"""How passages and sections are called: ``2.7/p1/s2``, with several reports ``2023:2.7/p1/s2``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..named_graphs import REPORTS, UNASSERTED

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["VARIABLE", "is_part", "part_iris", "part_key", "report_of"]

VARIABLE = "ONEPLUSN_REPORTS"
"""The environment variable that names folders of reports, apart as in ``PATH``."""
_PERIODS = "period/"
_STATES = "/state/"


def is_part(iri: str) -> bool:
    """Tell whether an IRI is that of a section or a passage.

    >>> [is_part(f"{REPORTS}{part}") for part in ("2023/2.7", "2023", "2023/period/to-date")]
    [True, False, False]
    >>> [is_part(f"{REPORTS}2023/{name}") for name in ("terms", "2.7/p1/s2/state/policy-x-issued")]
    [False, False]
    """
    _, slash, part = iri.removeprefix(REPORTS).partition("/")
    if not iri.startswith(REPORTS) or iri.endswith(UNASSERTED):
        return False
    return bool(slash) and not part.startswith(_PERIODS) and _STATES not in part


def report_of(part: str) -> str:
    """Return the IRI of the report that a section or passage belongs to.

    >>> report_of(f"{REPORTS}2023/2.7/p1/s2") == f"{REPORTS}2023"
    True
    """
    return f"{REPORTS}{part.removeprefix(REPORTS).partition('/')[0]}"


def part_key(iri: str, *, several: bool) -> str:
    """Return the key of a section or passage; ``""`` for any other IRI.

    Where *several* reports are loaded, only a key that names its report is unmistakable.

    >>> [part_key(f"{REPORTS}2023/2.7/p1/s2", several=several) for several in (False, True)]
    ['2.7/p1/s2', '2023:2.7/p1/s2']
    """
    if not is_part(iri):
        return ""
    report, _, part = iri.removeprefix(REPORTS).partition("/")
    return f"{report}:{part}" if several else part


def part_iris(key: str, reports: Iterable[str]) -> tuple[str, ...]:
    """Return what a key can mean: one IRI where it names its report, else one for each report.

    *reports* are the ids of those that are loaded.

    >>> part_iris("2.7/p1/s2", ["2023"])
    ('https://w3id.org/oneplusn/report/2023/2.7/p1/s2',)
    >>> part_iris("2023:2.7", ["2022", "2023"])
    ('https://w3id.org/oneplusn/report/2023/2.7',)
    """
    report, colon, part = key.partition(":")
    ids, part = ((report,), part) if colon else (reports, key)
    return tuple(f"{REPORTS}{name}/{part}" for name in ids)
