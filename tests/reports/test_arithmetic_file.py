"""What is wrong with the arithmetic of a report is one line, with the check and its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from invented import ID, altered

from oneplusn.graph.quantities.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

TEXTS = '[[check]]\nname = "a"\nzh = "甲"\nen = "a"'
CHECK = f'{TEXTS}\nformula = "sum"'
WIND, ADDED = "wind-power-capacity-2023", "wind-power-capacity-added-2023"
COAL, SHARE = "coal-saved-2023", "non-fossil-share-of-energy-2023"
CAPACITY = "14795000 … 14805000"
KILOWATTS = "'{}' takes figures of one unit, not unit:kilowatt, unit:tonne"


def check(formula: str, *figures: str, more: str = "") -> str:
    """Write a file with one check."""
    slugs = ", ".join(f'"{slug}"' for slug in figures)
    return f'{TEXTS}\nformula = "{formula}"\nfrom = [{slugs}]\n{more}'


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("= 3", 0, "cannot be read: Invalid statement (at line 1, column 1)"),
        ("check = 3", 0, "'check' is no list of tables: 3"),
        ("check = [3]", 0, "check 1 is no table: 3"),
        ("[[checks]]", 0, "'checks' is no entry of such a file"),
        ("[[check]]", 1, "check 1: 'name' is no text: None"),
        ('# one\n[[check]]\nname = " "', 2, "check 1: 'name' is no text: ' '"),
        (CHECK.replace('"甲"', '""'), 1, "check 1: 'zh' is no text: ''"),
        (CHECK.replace('"a"', '"\\u001b"', 1), 1, "check 1: 'name' is no text: '\\x1b'"),
        (f"{CHECK}\nfrom = 3", 1, "check 1: 'from' is no list of texts: 3"),
        (f"{CHECK}\nfrom = []", 1, "check 1: 'sum' does not take 0 figures"),
        (f'{CHECK}\nfrom = ["a"]\nyears = 0', 1, "check 1: 'years' is no number of years: 0"),
        (f'{CHECK}\nfrom = ["a"]\nstated = 3', 1, "check 1: 'stated' is no text: 3"),
        (f'{CHECK}\nfrom = ["a"]\nstatd = "a"', 1, "check 1: 'statd' is no entry of a check"),
        (
            f'{CHECK}\nfrom = ["a"]\n\n{CHECK}\nfrom = ["b"]',
            8,
            "check 2: the name 'a' is that of check 1 too",
        ),
        (check("sum", WIND, COAL), 1, f"check 1: {KILOWATTS.format('sum')}"),
        (check("sum", WIND, more=f'stated = "{COAL}"'), 1, f"check 1: {KILOWATTS.format('sum')}"),
        (check("same", WIND, more=f'stated = "{COAL}"'), 1, f"check 1: {KILOWATTS.format('same')}"),
        (check("share", WIND, COAL), 1, f"check 1: {KILOWATTS.format('share')}"),
        (
            check("growth_from_addition", WIND, COAL),
            1,
            f"check 1: {KILOWATTS.format('growth_from_addition')}",
        ),
        (
            check("growth_from_addition", WIND, WIND),
            1,
            f"check 1: 'growth_from_addition' has no result for {CAPACITY}, {CAPACITY}",
        ),
    ],
)
def test_a_malformed_check_is_one_line(
    tmp_path: Path, run: Callable[..., Ended], text: str, line: int, problem: str
) -> None:
    """It has the file, the line, which of the checks, and what is wrong with it."""
    copy = altered(tmp_path, "arithmetic.toml", "[[check]]", "[[check]]")
    (copy / "arithmetic.toml").write_text(f"{text}\n", encoding="utf-8")
    place = f"{copy}/arithmetic.toml" + (f":{line}" if line else "")
    expected = f"oneplusn: {place}: {problem}\n"
    assert (1, "", expected) == run("audit", "--report", ID, "--reports", str(tmp_path))


def test_an_unknown_figure_is_told_with_its_check(
    tmp_path: Path, run: Callable[..., Ended]
) -> None:
    """And with the figure that may be meant."""
    copy = altered(tmp_path, "arithmetic.toml", f'"{WIND}"', f'"{WIND}x"')
    ended = run("audit", "--report", ID, "--reports", str(tmp_path))
    problem = f"oneplusn: unknown figure in {copy}/arithmetic.toml:3: check 1: '{WIND}x'"
    assert (2, "", f"{problem}; did you mean {WIND}") == (
        *ended[:2],
        ended.err.partition(", ")[0],
    )


def test_units_may_differ_where_a_formula_says_so(
    tmp_path: Path, run: Callable[..., Ended]
) -> None:
    """A quotient is of two units, and so may be a bound."""
    copy = altered(tmp_path, "arithmetic.toml", "[[check]]", "[[check]]")
    texts = check("quotient", COAL, WIND), check("at_most", COAL, more=f'stated = "{ADDED}"')
    second = texts[1].replace('name = "a"', 'name = "b"')
    (copy / "arithmetic.toml").write_text(f"{texts[0]}\n{second}", encoding="utf-8")
    ended = run("audit", "--report", ID, "--reports", str(tmp_path))
    assert (0, "2 checks: 1 derived, 1 differ") == (ended.code, ended.out.splitlines()[-1])


def test_a_number_of_any_size_is_written() -> None:
    """A thousand years of growth are more than a decimal is precise to."""
    large = Decimal(3) ** 1000
    assert "1.3221E+477" == str(Interval(large, large))
