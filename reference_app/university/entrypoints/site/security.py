"""How a browser is told to protect its user: headers, cookie flags, forms with a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from university.domain.errors import InvalidValue

View = TypeVar("View", bound=Callable[..., Any])

HEADERS = {
    # Everything comes from this site, nothing is inline; JupyterLab may frame it from the same origin.
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: over HTTPS the form protection compares the referrer with the host.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

LARGEST_BODY = 64 * 1024
"""Bytes of a form; `takes_up_to` makes an exception for uploads."""

BROKEN = "\ufffd"
NO_TEXT = InvalidValue("The form holds bytes that are no text.", remedy="Send it as UTF-8.")

SIGNED_IN_FOR = timedelta(hours=8)
"""Without a visit; then the cookie's signature is too old."""


def takes_up_to(size: int) -> Callable[[View], View]:
    """Let the decorated view take a body of so many bytes, where others take LARGEST_BODY."""

    def mark(view: View) -> View:
        view.largest_body = size  # type: ignore[attr-defined]
        return view

    return mark


class PrefixedSessions(SecureCookieSessionInterface):
    """Session cookies that belong to the address under which the site is reached at this moment."""

    def __init__(self, *, always_secure: bool) -> None:
        self._always_secure = always_secure

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002 - Flask calls it so
        """The prefix, so that a neighbour on the same host (JupyterLab) never receives the cookie."""
        return request.script_root or "/"

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask calls it so
        """Over HTTPS, and in production always, the cookie never travels in the clear."""
        return self._always_secure or request.is_secure


def secure(app: Flask, *, production: bool) -> None:
    """Protect the forms, the session cookie and every answer of `app`."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="university_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        # As long as the session: who enters grades for two hours must not lose them to a token of one.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = PrefixedSessions(always_secure=production)

    @app.before_request
    def limit_and_read_the_body() -> None:
        # Before the form protection, which reads the whole form.
        view = app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, "largest_body", LARGEST_BODY)
        if request.mimetype == "application/x-www-form-urlencoded" and not _is_text(request.get_data()):
            raise NO_TEXT

    CSRFProtect(app)

    @app.before_request
    def refuse_broken_text() -> None:
        # In forms with files Werkzeug puts U+FFFD where bytes are no UTF-8: what was meant is lost.
        if any(BROKEN in part for field in request.form.items(multi=True) for part in field):
            raise NO_TEXT

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/desk/") or g.get("user") is not None or "csrf_token" in g:
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_text(form: bytes) -> bool:
    """Whether every field is UTF-8, as it stands or escaped with per cent signs."""
    try:
        unquote_to_bytes(form).decode()
    except UnicodeDecodeError:
        return False
    return True
