"""A question as the command line was given it, and its answer from here or from elsewhere."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UsageError
from ...graph.files import read_bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyoxigraph as ox

    from ...queries.library.header import Query
    from ...queries.sparql.engine import Table

__all__ = ["QuestionRequest", "read_free_text"]

_MOST = 64 << 20
"""How many bytes a query has at most."""


@dataclass(frozen=True, slots=True)
class QuestionRequest:
    """A *question* of the library with what is bound in it, or else *free* SPARQL."""

    question: Query | None
    bound: Mapping[str, str]
    free: str
    context: bool
    services: tuple[str, ...]
    timeout: float
    limit: int

    def title(self, lang: str) -> str:
        """Return the question in words; ``""`` for free SPARQL."""
        if self.question is None:
            return ""
        return self.question.title.get(lang)

    def values(self, lang: str) -> tuple[str, ...]:
        """Say which defaults are taken, and which names only come near."""
        from ...queries.library.parameter_text import say_values  # noqa: PLC0415 - see below

        if self.question is None or not self.question.params:
            return ()
        return tuple(say_values(self._open()(), self.question, self.bound, lang))

    def answer(self) -> Table:
        """Answer it from our data."""
        from ...queries.library.binding import run_within  # noqa: PLC0415 - slow to import
        from ...queries.sparql.limits import ask_in_subprocess  # noqa: PLC0415 - slow to import

        timeout, limit = self.timeout, self.limit
        if self.question is not None:
            store = self._open()()
            return run_within(store, self.question, self.bound, timeout=timeout, limit=limit)
        return ask_in_subprocess(
            self.free,
            timeout=timeout,
            limit=limit,
            context=self.context,
            services=self.services,
        )

    def answer_from(self, endpoint: str) -> Table:
        """Answer it by the SPARQL endpoint at that URL."""
        from ...queries.remote.endpoint import ask_endpoint, run_endpoint  # noqa: PLC0415 - see above

        timeout, limit = self.timeout, self.limit
        if self.question is None:
            return ask_endpoint(endpoint, self.free, timeout=timeout, limit=limit)
        return run_endpoint(
            endpoint,
            self.question,
            self.bound,
            store=self._open(),
            timeout=timeout,
            limit=limit,
        )

    def explained(self) -> str:
        """Return the SPARQL that is asked, with the parameters put in."""
        from ...queries.library.binding import bind, text_for  # noqa: PLC0415 - see above
        from ...queries.sparql.inline import inline_parameters  # noqa: PLC0415

        if self.question is None:
            return inline_parameters(self.free, {})
        store = self._open()()
        bound = bind(store, self.question, self.bound)
        return inline_parameters(text_for(store, self.question, self.bound), bound)

    def _open(self) -> Callable[[], ox.Store]:
        from ...graph.cache import load_store  # noqa: PLC0415 - see above

        return partial(load_store, context=self.context)


def _of_bounded_length(content: bytes) -> bytes:
    if len(content) > _MOST:
        raise ValueError(f"it has more than {_MOST >> 20} MiB")
    return content


def read_free_text(sparql: str | None, file: str | None) -> str | None:
    """Return SPARQL from the option, a file, or for ``-`` from standard input."""
    if file is None:
        return sparql
    if file == "-" and sys.stdin is None:
        raise UsageError("cannot read standard input: it is closed")
    try:
        if file == "-":
            return _of_bounded_length(sys.stdin.buffer.read(_MOST + 1)).decode("utf-8-sig")
        return read_bounded(Path(file), _MOST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            reason = f"not UTF-8 at byte {error.start}"
        else:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UsageError(f"cannot read {file!r}: {reason}") from error
