"""The knowledge graph of China's climate policy: each triple of it tied to its sentence."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
