"""Connections with one deadline for all that is sent and read, however a server drips."""

from __future__ import annotations

import io
import time
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from socket import SOCK_STREAM, create_connection, getaddrinfo
from typing import TYPE_CHECKING, Any
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    build_opener,
)

if TYPE_CHECKING:
    from socket import socket
    from urllib.request import Request

__all__ = ["opener"]


class _Timed(io.RawIOBase):
    """The bytes of a socket, each read bounded by what is left of the time."""

    def __init__(self, source: socket, deadline: float) -> None:
        self._source = source
        self._raw = source.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - the signature of `io`
        self._source.settimeout(_left(self._deadline))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def _left(deadline: float) -> float:
    """Return the seconds that are left; raise `TimeoutError` where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Connection(HTTPConnection):
    """A connection for one request; its timeout is for the request as a whole."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as its base
        super().__init__(*args, **options)
        self._deadline = time.monotonic() + (self.timeout or 0)
        self._create_connection = self._dial
        # The base asks only that it be called.
        self.response_class = self._response  # type: ignore[assignment]

    def _response(self, source: socket, *args: Any, **options: Any) -> HTTPResponse:  # noqa: ANN401
        response = HTTPResponse(source, *args, **options)
        response.fp.close()
        response.fp = io.BufferedReader(_Timed(source, self._deadline))
        return response

    def _dial(self, address: tuple[str, int], _: object, source: tuple[str, int] | None) -> socket:
        """Connect to the first address of a host that answers, in the time that is left."""
        problem: OSError = OSError("the host has no address")
        for *_, place in getaddrinfo(*address, type=SOCK_STREAM):
            try:
                connected = create_connection(
                    (str(place[0]), place[1]), _left(self._deadline), source
                )
            except TimeoutError:
                raise
            except OSError as error:
                problem = error
            else:
                connected.settimeout(_left(self._deadline))
                return connected
        raise problem

    def send(self, data: Any) -> None:  # noqa: ANN401 - as its base
        if self.sock is not None:
            self.sock.settimeout(_left(self._deadline))
        super().send(data)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class _Handler(HTTPHandler):
    """Opens ``http`` addresses so that the timeout is one for the whole request."""

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _SecureHandler(HTTPSHandler):
    """Opens ``https`` addresses in the same way."""

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req, context=self._context)  # type: ignore[attr-defined]


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nowhere: a query, or data, goes to the server that was named."""


@cache
def opener(*, direct: bool) -> OpenerDirector:
    """Return what opens addresses, to which the timeout is one for the whole request.

    *direct* is by no proxy: to a proxy, the name of this machine means another one.
    """
    handlers = (_NoRedirect, _Handler, _SecureHandler)
    return build_opener(*handlers, *((ProxyHandler({}),) if direct else ()))
