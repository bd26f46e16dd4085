"""Showing the built site on the loopback address."""

from __future__ import annotations

import contextlib
import errno
import functools
import gzip
import html
import io
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from grader.errors import CourseError

HOST = "127.0.0.1"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


class Pages(SimpleHTTPRequestHandler):
    """Files below the site's folder, below an optional prefix of the address; no listings of folders."""

    extensions_map = _TYPES
    server_version = "course"
    sys_version = ""

    def __init__(self, *args: object, prefix: str = "", **kwargs: object) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """Answer with a file, or a redirect to a folder's address with its slash and its prefix.

        What is outside the prefix, or no address of a file at all, is not found.
        """
        # A Location that begins with two slashes names another host; to a browser, so does one with `/\`.
        self.path = "/" + self.path.lstrip("/\\")
        path = self.path.partition("?")[0].partition("#")[0]
        if self.prefix and path != self.prefix and not path.startswith(f"{self.prefix}/"):
            self.send_error(HTTPStatus.NOT_FOUND, "Not below this site's prefix")
            return None
        try:
            return self._compressed() or super().send_head()
        except ValueError:  # a character that no file's name can hold, such as NUL
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such page")
            return None

    def _compressed(self) -> IO[bytes] | None:
        """A text file as static hosts send it; None where it is none or the browser did not ask for gzip."""
        file = Path(self.translate_path(self.path))
        kind = _TYPES.get(file.suffix, "")
        is_text = kind.startswith("text/") or kind.endswith(("json", "svg+xml", "/xml"))
        if not is_text or "gzip" not in self.headers.get("Accept-Encoding", "") or not file.is_file():
            return None
        body = gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        """The file of an address, whose prefix is no folder."""
        return super().translate_path(path.removeprefix(self.prefix))

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send the body; a browser that has left meanwhile needs no more of it."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - the base class names it
        """Refuse: a folder without an index page is no page."""
        self.send_error(HTTPStatus.NOT_FOUND, "There is no such page")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page, as static hosts do, where an address leads nowhere."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        site = html.escape(f"{self.headers.get('X-Forwarded-Prefix', '').rstrip('/')}{self.prefix}/")
        body = page.read_bytes().replace(b"<head>", f'<head>\n<base href="{site}">'.encode(), 1)
        self.send_response(code)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Let a browser ask again after each build, and believe the types."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet."""


def server(folder: Path, port: int, *, prefix: str = "") -> ThreadingHTTPServer:
    """A server of `folder` on 127.0.0.1, bound and not yet serving; port 0 takes a free one.

    `prefix` is the part of the address before the site, such as `/course`. Raises CourseError when nothing is
    built there or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise CourseError(f"There is no built site in {folder}.", remedy="Build it first: make book")
    prefix = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    handler = functools.partial(Pages, directory=str(folder), prefix=prefix)
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno != errno.EADDRINUSE:
            raise CourseError(
                f"Port {port} cannot be opened: {error.strerror}.",
                remedy="Choose a port from 1024 to 65535: course book serve --port 8001",
            ) from error
        raise CourseError(
            f"Port {port} is already in use.",
            remedy="Stop what uses it, or choose another: course book serve --port 8001",
        ) from error


def address(running: ThreadingHTTPServer, prefix: str = "") -> str:
    """Where a browser finds the site."""
    path = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    return f"http://{HOST}:{running.server_address[1]}/{path}"
