"""The knowledge graph of China's climate policy: each triple of it tied to its sentence.

>>> import oneplusn
>>> kg = oneplusn.load()
>>> kg["1+N"].labels["zh"]
'碳达峰碳中和“1+N”政策体系'
"""

from __future__ import annotations

from .version import __version__

# The module `typing` takes as long to import as the engine; type checkers know this name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api import Entity, KnowledgeGraph, Result, load

__all__ = ["Entity", "KnowledgeGraph", "Result", "__version__", "load"]

_LAZY = frozenset(__all__) - {"__version__"}


def __getattr__(name: str) -> object:
    """Import what needs the store only when it is asked for."""
    if name not in _LAZY:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from . import api  # noqa: PLC0415

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
