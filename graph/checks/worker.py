"""The process that validates: N-Triples come in by standard input, findings go out as JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple

import pyoxigraph as ox

from .validation import validate

__all__ = ["main"]


def main() -> None:
    """Validate what comes in; nothing does if who started this has ended."""
    triples = [quad.triple for quad in ox.parse(sys.stdin.buffer, format=ox.RdfFormat.N_TRIPLES)]
    if triples:
        sys.stdout.buffer.write(json.dumps(astuple(validate("data", triples))).encode())
        sys.stdout.buffer.flush()
    # Nothing is left to tidy up, and taking the graphs apart takes time.
    os._exit(0)


if __name__ == "__main__":
    main()
