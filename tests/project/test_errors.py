"""Errors say what is wrong, where, and what may have been meant."""

from __future__ import annotations

import pytest

from oneplusn import errors
from oneplusn.errors import EncodingError, OneplusnError, Place, UnknownNameError, UnknownTermError


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(), ""),
        (Place("2.2.trig"), "2.2.trig"),
        (Place("2.2.trig", 14), "2.2.trig:14"),
        (Place("2.2.trig", 14, "2.2/p1/s1"), "2.2.trig:14: 2.2/p1/s1"),
        (Place("2.2.trig", 0, "2.2/p1/s1"), "2.2.trig: 2.2/p1/s1"),
        (Place("", 0, "2.2/p1/s1"), "2.2/p1/s1"),
    ],
)
def test_a_place_names_only_what_is_known(place: Place, written: str) -> None:
    """File, line and passage stand in this order, and what is not known is left out."""
    assert written == str(place)


def test_an_encoding_error_begins_with_its_place() -> None:
    """The message is file:line: passage: problem, as editors and compilers have it."""
    error = EncodingError("no quote", Place("2.2.trig", 3, "2.2/h"))
    assert "2.2.trig:3: 2.2/h: no quote" == str(error)


@pytest.mark.parametrize(
    ("name", "known", "message"),
    [
        ("sector-plan", ["sector-plans", "timeline"], "did you mean sector-plans?"),
        ("bb", ["bc", "ba", "bb2"], "did you mean bb2, bc, ba?"),
        ("zzz", ["sector-plans"], ""),
        ("x", [], ""),
    ],
)
def test_an_unknown_name_comes_with_near_ones(name: str, known: list[str], message: str) -> None:
    """At most three near names are offered, the nearest first, and none if none is near."""
    expected = f"unknown query {name!r}" + (f"; {message}" if message else "")
    assert expected == str(UnknownNameError("query", name, known))


def test_near_names_do_not_hang_on_the_order_of_the_known_ones() -> None:
    """Sets and their reverse give the same advice."""
    known = ["ab", "ac", "ad", "ae", "af"]
    hints = {UnknownNameError("name", "a", order).near for order in (known, known[::-1])}
    assert 1 == len(hints)


def test_every_error_is_one_of_ours() -> None:
    """Whoever catches OneplusnError catches all that the package raises on purpose."""
    classes = {getattr(errors, name) for name in errors.__all__} - {Place}
    assert set() == {found for found in classes if not issubclass(found, OneplusnError)}


def test_exit_codes_tell_asked_wrongly_from_failed() -> None:
    """2 means that the request cannot be met, 1 that data or report are not as they must be."""
    names = sorted(set(errors.__all__) - {"Place"})
    wrong = [name for name in names if getattr(errors, name).exit_code == 2]
    assert [
        "OutputError",
        "ReportError",
        "UnknownNameError",
        "UnknownParameterError",
        "UnknownReportError",
        "UnknownTermError",
        "UsageError",
    ] == wrong
    assert {1, 2} == {getattr(errors, name).exit_code for name in names}


def test_an_unknown_term_is_an_attribute_error() -> None:
    """``hasattr`` and ``getattr`` with a default work on a closed namespace."""
    assert issubclass(UnknownTermError, AttributeError)
