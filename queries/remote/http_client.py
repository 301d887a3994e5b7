"""Bounded HTTP requests to a server that the user has named, and to no other."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit
from urllib.request import Request

from ...errors import OneplusnError, UsageError
from ...version import __version__
from .credentials import authorization, secrets_of
from .deadline import opener

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse

__all__ = ["AUTH", "BYTES", "Address", "EndpointError", "Reply", "fault", "read_address", "send"]

AUTH = "ONEPLUSN_ENDPOINT_AUTH"
"""The environment variable that may hold ``user:password``."""
BYTES = 64 << 20
"""How many bytes an answer has at most."""

_CHUNK = 1 << 16
_LONGEST = 200
"""How much is repeated of what a server says about an error."""
_UNAUTHORIZED = 401


class EndpointError(OneplusnError):
    """A server does not answer, or not in the way that it has to."""

    exit_code = 2


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """A URL without the credentials that stood in it; they are kept apart and not shown."""

    url: str
    credentials: tuple[str, str] | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.url

    @property
    def keeps_secrets(self) -> bool:
        """Tell whether nobody on the way can read a password: https, or this machine."""
        split = urlsplit(self.url)
        return split.scheme == "https" or _is_loopback(split.hostname or "")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers: its media type without parameters, and the content."""

    kind: str
    body: bytes


def read_address(url: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Read the URL of a server; raise `UsageError` for one that is not ``http`` or ``https``.

    Credentials come from the URL (``https://user:password@host/``) or from the environment.

    >>> read_address("http://dba:secret@localhost:8890/sparql").url
    'http://localhost:8890/sparql'
    """
    try:
        split = urlsplit(url)
        usable = split.scheme in ("http", "https") and split.hostname and split.port != 0
    except ValueError:
        usable = False
    if not usable or any(not "!" <= character <= "~" for character in url):
        msg = f"not the URL of a server: {_without_secrets(url)!r}; it starts with http or https"
        raise UsageError(msg)
    bare = urlunsplit(split._replace(netloc=split.netloc.rpartition("@")[2], fragment=""))
    return Address(bare, _credentials(split, environment))


def _without_secrets(url: str) -> str:
    head, at, tail = url.rpartition("@")
    scheme, slashes, _ = head.partition("//")
    return f"{scheme if slashes else ''}{slashes}…@{tail}" if at else url


def _credentials(split: SplitResult, environment: Mapping[str, str]) -> tuple[str, str] | None:
    if split.username:
        return unquote(split.username), unquote(split.password or "")
    user, colon, password = environment.get(AUTH, "").partition(":")
    return (user, password) if colon else None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".") == "localhost"


def send(
    address: Address,
    *,
    method: str = "POST",
    body: bytes = b"",
    headers: Mapping[str, str],
    timeout: float,
) -> Reply:
    """Send one request and read the answer, `BYTES` at most and for *timeout* seconds at most.

    Credentials are sent when the server asks for them. Redirects are not followed.
    Raises `EndpointError` with one line that says what is wrong.
    """
    fields = {"User-Agent": f"oneplusn/{__version__}", **headers}
    deadline = time.monotonic() + timeout
    with _in_one_line(address, timeout):
        request = Request(address.url, data=body, headers=fields, method=method)  # noqa: S310 - see read_address
        _authorize(request, address, deadline)
        with _open(request, address, deadline) as reply:
            return Reply(reply.headers.get_content_type(), _read(reply, address))


def _open(request: Request, address: Address, deadline: float) -> HTTPResponse:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    is_loopback = _is_loopback(urlsplit(address.url).hostname or "")
    return opener(direct=is_loopback).open(request, timeout=left)  # type: ignore[no-any-return]


def _read(reply: HTTPResponse, address: Address) -> bytes:
    parts, size = list[bytes](), 0
    while part := reply.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > BYTES:
            raise EndpointError(f"{address} answers with more than {BYTES >> 20} MiB")
    if reply.length:
        raise EndpointError(f"{address} ended its answer {reply.length} bytes too early")
    return b"".join(parts)


def _authorize(request: Request, address: Address, deadline: float) -> None:
    """Ask with nothing in hand which credentials are wanted, and put them into *request*.

    A server may refuse a request before it has read all of it, and the answer is lost then;
    so the first one has no content. Should it be let in, what it does is done again.
    """
    if address.credentials is None:
        return
    bare = Request(request.full_url, b"", dict(request.header_items()), method=request.method)  # noqa: S310
    try:
        _open(bare, address, deadline).close()
    except HTTPError as error:
        with error:
            challenges = error.headers.get_all("WWW-Authenticate", [])
        plain = address.keeps_secrets
        answer = authorization(request, challenges, *address.credentials, plain=plain)
        if error.code == _UNAUTHORIZED and answer:
            request.add_unredirected_header("Authorization", answer)


@contextmanager
def _in_one_line(address: Address, timeout: float) -> Iterator[None]:
    try:
        yield
    except HTTPError as error:
        with error:
            raise fault(address, _refusal(error, address)) from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            raise fault(address, f"has not answered in {timeout:g} seconds") from error
        text = (reason.strerror if isinstance(reason, OSError) else "") or str(reason)
        raise fault(address, f"cannot be reached: {text}") from error


def _refusal(error: HTTPError, address: Address) -> str:
    if goal := error.headers.get("Location"):
        goal = _shortened(_hidden(_without_secrets(goal), address))
        return f"sends us on to {goal}; if that is right, name it"
    message, reason = (_shortened(_hidden(part, address)) for part in (_said(error), error.reason))
    text = f"answers {error.code} {reason}" + (f": {message}" if message else "")
    if error.code != _UNAUTHORIZED:
        return text
    if address.credentials and not address.keeps_secrets:
        return f"{text} (a password goes over https only, unless the server takes a digest of it)"
    return text if address.credentials else f"{text} (credentials: user:password in {AUTH})"


def _said(error: HTTPError) -> str:
    """Return what a server says of an error, as far as it comes in time."""
    parts, size = list[bytes](), 0
    with suppress(OSError, HTTPException, ValueError):
        while size < _CHUNK and (part := error.read1(_CHUNK)):
            parts.append(part)
            size += len(part)
    return b"".join(parts).decode("utf-8", "replace")


def fault(address: Address, problem: str) -> EndpointError:
    """Make an error of a server: one line, without the credentials, should it repeat them."""
    return EndpointError(f"{address} {_shortened(_hidden(problem, address))}")


def _hidden(text: str, address: Address) -> str:
    for secret in secrets_of(address.credentials):
        text = text.replace(secret, "…")
    return text


def _shortened(text: str) -> str:
    """Keep what can be printed on one line, without what would steer the terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
