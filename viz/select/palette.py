"""The classes that are drawn, with colours and shapes, as ``palette.toml`` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...ontology.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Role", "Style", "marks", "roles", "styles"]

_FOLDER = files("oneplusn.viz.select")


@dataclass(frozen=True, order=True, slots=True)
class Style:
    """How the nodes of a class look, on light and on dark ground; *column* is from the left."""

    name: str
    colour: str
    dark: str
    shape: str
    column: int


@dataclass(frozen=True, order=True, slots=True)
class Role:
    """A side of a comparison, with its colours on light and on dark ground."""

    name: str
    colour: str
    dark: str


@cache
def roles() -> tuple[Role, ...]:
    """Return the sides of a comparison: what the report says, and what others say.

    >>> [role.name for role in roles()]
    ['report', 'outside']
    """
    return tuple(Role(**entry) for entry in _read("palette.toml")["role"])


@cache
def styles() -> tuple[Style, ...]:
    """Return the styles in the order of the legend.

    >>> styles()[0].name
    'Document'
    """
    return tuple(Style(**entry) for entry in _read("palette.toml")["class"])


@cache
def marks() -> Mapping[str, str]:
    """Return comparator → the sign that stands for it before a figure.

    >>> marks()["comparator:at-least"]
    '≥'
    """
    return MappingProxyType(_read("palette.toml")["marks"])


def _read(name: str) -> dict[str, Any]:
    return read_toml(_FOLDER / name)
