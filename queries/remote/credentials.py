"""Credentials for a server that asks for them: a digest, or over a safe way the password."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["authorization"]


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
    found = {scheme.casefold(): said for scheme, _, said in (c.partition(" ") for c in challenges)}
    if "digest" in found:
        return _digest(request, found["digest"], user, password)
    if "basic" in found and plain:
        return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
    return ""


def _digest(request: Request, challenge: str, user: str, password: str) -> str:
    said = parse_keqv_list(list(filter(None, parse_http_list(challenge))))
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(said.get("realm"), request.full_url, user, password)
    answer = HTTPDigestAuthHandler(known).get_authorization(request, said)
    return f"Digest {answer}" if answer else ""
