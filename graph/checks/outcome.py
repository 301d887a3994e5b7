"""What a check found: how much it checked out of how much, and what is wrong where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...errors import Place

__all__ = ["Outcome", "Problem"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    place: Place
    message: str

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}: {self.message}" if where else self.message


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one check.

    A check that checked nothing, or less than there is, is not passed.

    >>> Outcome("figures", 0, 0).passed
    False
    """

    name: str
    checked: int
    total: int
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether everything was checked and nothing is wrong."""
        return 0 < self.checked == self.total and not self.problems
