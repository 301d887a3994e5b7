"""The few targets that stand for all, as ``progress.toml`` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from ..ontology.namespaces import BASE
from .phrases import headline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .aims import Progress

__all__ = ["headlines"]


def headlines(found: Iterable[Progress]) -> tuple[Progress, ...]:
    """Pick the targets of the short table, in its order.

    Raises `UnknownNameError` for one that the data does not have.
    """
    known = {
        target.removeprefix(f"{BASE}quantity/"): one for one in found for target in one.aim.targets
    }
    for slug in headline():
        if slug not in known:
            raise UnknownNameError("headline target", slug, known)
    return tuple(known[slug] for slug in headline())
