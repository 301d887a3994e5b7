"""The file of a report that names what its arithmetic allows to check."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import EncodingError, Place, UnknownNameError
from ...ontology.bilingual import Bilingual
from ..quantities.formulas import FORMULAS
from ..text.folder import ARITHMETIC, has_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..text.report import Report

__all__ = ["ArithmeticCheck", "read_checks"]

_CHECK = "check"
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*check[ \t]*\]\]", re.MULTILINE)
_TEXTS = ("name", "zh", "en", "formula")
_ENTRIES = frozenset({*_TEXTS, "from", "stated", "years"})
_MOST_YEARS = 1000


@dataclass(frozen=True, order=True, slots=True)
class ArithmeticCheck:
    """What *formula* makes of *figures*, against the figure *stated*; each is named by its slug.

    Nothing is *stated* where a number is derived that the report does not give. *place* and
    *number* say which one of the file it is.
    """

    number: int
    name: str
    label: Bilingual
    formula: str
    figures: tuple[str, ...]
    stated: str
    years: int
    place: Place

    def error(self, problem: str) -> EncodingError:
        """Return the error that says what is wrong with this check."""
        return _error(self.number, problem, self.place)


def read_checks(report: Report) -> tuple[ArithmeticCheck, ...]:
    """Read the checks of a report's ``arithmetic.toml``, in its order; none without that file.

    Raises `EncodingError` for a file of another form, and for two checks with one name, and
    `UnknownNameError` for a formula that does not exist.
    """
    path = f"{report.path}/{ARITHMETIC}"
    file = report.folder / ARITHMETIC
    if not has_file(file, path):
        return ()
    try:
        text = file.read_text("utf-8-sig")
        entries = tomllib.loads(text)
    except (OSError, RecursionError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise EncodingError(f"cannot be read: {reason}", Place(path)) from error
    checks = tuple(_checks(entries, text, path))
    _refuse_twins(checks)
    return checks


def _checks(entries: Mapping[str, object], text: str, path: str) -> Iterator[ArithmeticCheck]:
    for name in sorted(entries.keys() - {_CHECK}):
        raise EncodingError(f"{name!r} is no entry of such a file", Place(path))
    tables = entries.get(_CHECK, [])
    if not isinstance(tables, list):
        raise EncodingError(f"{_CHECK!r} is no list of tables: {tables!r}", Place(path))
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEAD.finditer(text)]
    known = lines if len(lines) == len(tables) else [0] * len(tables)
    for number, (table, line) in enumerate(zip(tables, known, strict=True), 1):
        yield _check(table, number, Place(path, line))


def _check(table: object, number: int, place: Place) -> ArithmeticCheck:
    for problem in _problems(table):
        raise _error(number, problem, place)
    entries = table if isinstance(table, dict) else {}
    formula, figures = entries["formula"], tuple(entries["from"])
    if formula not in FORMULAS:
        raise UnknownNameError(f"formula in {place}: {_CHECK} {number}:", formula, FORMULAS)
    if not FORMULAS[formula].takes(len(figures)):
        raise _error(number, f"{formula!r} does not take {len(figures)} figures", place)
    return ArithmeticCheck(
        number=number,
        name=entries["name"],
        label=Bilingual(entries["zh"], entries["en"]),
        formula=formula,
        figures=figures,
        stated=entries.get("stated", ""),
        years=entries.get("years", 1),
        place=place,
    )


def _problems(table: object) -> Iterator[str]:
    """Yield what is wrong with the form of a check."""
    if not isinstance(table, dict):
        yield f"is no table: {table!r}"
        return
    for name in _TEXTS:
        if not _is_text(table.get(name)):
            yield f"{name!r} is no text: {table.get(name)!r}"
    figures, years = table.get("from"), table.get("years", 1)
    if not isinstance(figures, list) or not all(map(_is_text, figures)):
        yield f"'from' is no list of texts: {figures!r}"
    if "stated" in table and not _is_text(table["stated"]):
        yield f"'stated' is no text: {table['stated']!r}"
    if type(years) is not int or not 0 < years <= _MOST_YEARS:
        yield f"'years' is no number of years: {years!r}"
    for name in sorted(table.keys() - _ENTRIES):
        yield f"{name!r} is no entry of a check"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _refuse_twins(checks: tuple[ArithmeticCheck, ...]) -> None:
    seen: dict[str, ArithmeticCheck] = {}
    for check in checks:
        other = seen.setdefault(check.name, check)
        if other is not check:
            raise check.error(f"the name {check.name!r} is that of {_CHECK} {other.number} too")


def _error(number: int, problem: str, place: Place) -> EncodingError:
    colon = "" if problem.startswith("is ") else ":"
    return EncodingError(f"{_CHECK} {number}{colon} {problem}", place)
