"""One request of our own client, as a WSGI app has it: what the development server of werkzeug makes of it.

The client is the judge's, and h11 checks what it sends (see grader.web.exchange): nothing here guards against
a request that is no HTTP.
"""

from __future__ import annotations

import importlib.metadata
import io
import sys
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from grader.web.limits import PREFIX_HEADER

END_OF_HEAD = b"\r\n\r\n"
_WHOLE = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})
_PREFIX = f"HTTP_{PREFIX_HEADER.upper().replace('-', '_')}"


@cache
def software() -> str:
    """The name and version of the server, as werkzeug's tells it; looked up on the disk once."""
    return f"Werkzeug/{importlib.metadata.version('werkzeug')}"


def environ_of(request: bytes) -> dict[str, Any]:
    """The environ (PEP 3333) of a whole request.

    What an app does not read of a request is so nobody's business, and a client that waits for `100 Continue`
    need not.
    """
    head, _, body = request.partition(END_OF_HEAD)
    start, *fields = head.decode("latin-1").split("\r\n")
    method, target, protocol = start.split(" ")
    if target.startswith("//"):
        target = f"/{target.lstrip('/')}"  # as http.server does: no other site's address
    url = urlsplit(target)
    headers = _headers(fields)
    prefix = headers.pop(_PREFIX, "")
    return {
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "SERVER_SOFTWARE": software(),
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": unquote(prefix, "latin-1"),
        "PATH_INFO": unquote(url.path).encode().decode("latin-1"),  # bytes as text (PEP 3333)
        "QUERY_STRING": url.query.encode().decode("latin-1"),
        "REQUEST_URI": target,
        "RAW_URI": target,
        "REMOTE_ADDR": "",
        "REMOTE_PORT": 0,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": protocol,
        **headers,
    }


def _headers(fields: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for field in fields:
        name, _, value = field.partition(":")
        if "_" in name:  # a proxy's word for what a hyphen says must not be anybody's
            continue
        name, value = name.upper().replace("-", "_"), value.lstrip(" \t")
        if name in _WHOLE:
            headers[name] = value
        else:
            name = f"HTTP_{name}"
            headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers
