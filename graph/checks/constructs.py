"""Check that whatever the ontology says with OWL is acted upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Place
from ..constructs import empty_constructs, services, used_constructs
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["check_constructs"]


def check_constructs(used: Sequence[str] | None = None) -> Outcome:
    """Each construct in use has a rule, a verification, or a reason why it needs none."""
    found = used_constructs() if used is None else used
    problems = [
        Problem(Place("ontology/oneplusn.ttl"), f"no rule and no query serves {construct}")
        for construct in found
        if construct not in services() and construct not in empty_constructs()
    ]
    return Outcome("constructs", len(found), len(found), tuple(problems))
