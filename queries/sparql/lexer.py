"""SPARQL cut into tokens: enough to see keywords apart from names, strings and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Kind", "Token", "rewrite", "tokens"]


class Kind(StrEnum):
    """What a token is."""

    STRING = "string"
    IRI = "iri"
    COMMENT = "comment"
    LANGUAGE = "language"
    BLANK = "blank"
    VARIABLE = "variable"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, order=True, slots=True)
class Token:
    """A token and where it begins; a *word* is a keyword or the name of a function."""

    start: int
    kind: Kind
    text: str

    @property
    def end(self) -> int:
        """Return where it ends, exclusive."""
        return self.start + len(self.text)


_PLAIN = r"(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.)"
_LOCAL = rf"(?:{_PLAIN}(?:(?:{_PLAIN}|\.)*{_PLAIN})?)?"
_PATTERNS = {
    Kind.STRING: r'''"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\r\n])*"'''
    r"""|'''(?:\\.|[^\\])*?'''|'(?:\\.|[^'\\\r\n])*'""",
    Kind.IRI: r"""<[^<>"{}|^`\\\s]*>""",
    Kind.COMMENT: r"#[^\r\n]*",
    Kind.LANGUAGE: r"@[A-Za-z]+(?:-+[A-Za-z0-9]+)*",
    Kind.BLANK: r"_:[\w.-]*",
    Kind.VARIABLE: r"[?$]\w+",
    Kind.NUMBER: r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?",
    Kind.NAME: rf"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:{_LOCAL}",
    Kind.WORD: r"[^\W\d]\w*",
    Kind.SIGN: r"\S",
}


@cache
def _token() -> re.Pattern[str]:
    """Compile the patterns, which takes a while, when the first text is cut."""
    return re.compile("|".join(f"(?P<{k}>{p})" for k, p in _PATTERNS.items()), re.DOTALL)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, comments included, white space not.

    >>> [(token.kind.value, token.text) for token in tokens('ASK { ?s :p "SERVICE" } # SERVICE')]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('word', 'ASK'), ('sign', '{'), ('variable', '?s'), ('name', ':p'), ('string', '"SERVICE"'),
     ('sign', '}'), ('comment', '# SERVICE')]
    """
    for match in _token().finditer(text):
        yield Token(match.start(), Kind(match.lastgroup or ""), match[0])


def rewrite(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Put new text in place of spans (start, end exclusive); they must not overlap.

    Of several insertions at one place the order given is kept.

    >>> rewrite("SELECT ?a {}", [(12, 12, " LIMIT 1"), (7, 9, "?b ?c")])
    'SELECT ?b ?c {} LIMIT 1'
    """
    parts, written = list[str](), 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (text[written:start], new)
        written = end
    return "".join((*parts, text[written:]))
