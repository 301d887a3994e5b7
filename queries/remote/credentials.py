"""Credentials for a server that asks for them: a digest, or over a safe way the password."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["authorization", "secrets_of"]


def authorization(
    request: Request, challenges: Iterable[str], user: str, password: str, *, plain: bool
) -> str:
    """Answer one of the *challenges* of a server, or none: ``""``.

    *plain* allows ``Basic``, which anybody on the way could read; ``Digest`` goes first.

    >>> authorization(Request("http://a.org/"), ['Basic realm="x"'], "u", "p", plain=True)
    'Basic dTpw'
    >>> authorization(Request("http://a.org/"), ['Basic realm="x"'], "u", "p", plain=False)
    ''
    """
    by_scheme = {
        scheme.casefold(): text for scheme, _, text in (c.partition(" ") for c in challenges)
    }
    if "digest" in by_scheme:
        return _digest(request, by_scheme["digest"], user, password)
    if "basic" in by_scheme and plain:
        return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
    return ""


def secrets_of(credentials: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the forms of a password that no message may repeat, the longest first.

    >>> secrets_of(("u", "p@"))
    ('dTpwQA==', 'p%40', 'p@')
    """
    user, password = credentials or ("", "")
    basic = base64.b64encode(f"{user}:{password}".encode()).decode()
    forms = {basic, password, quote(password, safe="")} if password else set()
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _digest(request: Request, challenge: str, user: str, password: str) -> str:
    fields = parse_keqv_list(list(filter(None, parse_http_list(challenge))))
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(fields.get("realm"), request.full_url, user, password)
    answer = HTTPDigestAuthHandler(passwords).get_authorization(request, fields)
    return f"Digest {answer}" if answer else ""
