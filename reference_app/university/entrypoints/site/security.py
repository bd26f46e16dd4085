"""How a browser is told to protect its user: headers, cookie flags, forms with a token."""

from __future__ import annotations

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

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
"""Bytes. The site has only short forms."""


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
    )
    app.session_interface = PrefixedSessions(always_secure=production)
    CSRFProtect(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/desk/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
