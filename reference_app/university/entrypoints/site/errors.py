"""Every error as a page in the site's look: what happened, and what to do. Never a traceback."""

from __future__ import annotations

from flask import Flask, make_response, render_template, url_for
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from university.domain.errors import DomainError

STATUS = {
    "domain.error": 409,
    "value.invalid": 400,
    "file.refused": 400,
    "sign_in.refused": 401,
    "access.forbidden": 403,
    "not_found": 404,
    "sign_in.throttled": 429,
    "store.unavailable": 503,
    "store.busy": 503,
}
"""Which status an error has on the web, by its code or its nearest ancestor's: at last a rule was broken."""

PAGES = {
    400: ("That request cannot be read", "Check the address, or go back and fill in the form again."),
    404: ("There is no such page", "Check the address for a typing mistake, or search the catalogue."),
    405: ("This address does not work that way", "Open it by a link or a button of the site."),
    409: ("The rules say no", "Choose something else."),
    413: ("That is too much at once", "Send a smaller form."),
    500: ("Something broke on our side", "It has been noted. Try again in a minute."),
}
WAYS = {
    "list of departments": "departments.index",
    "the catalogue": "catalogue.index",
    "Search for the student": "desk.index",
}
"""Words of an advice that become a link, with its endpoint."""

EXPIRED = (
    "This form has expired",
    "Go back, reload the page and send the form again. The site needs its cookie for that.",
)
UNTRUSTED = """\
This site does not answer to that host name.
Use its own name. Whoever runs the site can add a name to UNIVERSITY_TRUSTED_HOSTS.
"""


def status_of(error: DomainError) -> int:
    """The HTTP status of a domain error."""
    codes = (kind.code for kind in type(error).__mro__ if issubclass(kind, DomainError))
    return next(STATUS[code] for code in codes if code in STATUS)


def handle_errors(app: Flask) -> None:
    """Let every error of `app` end on an error page."""

    @app.errorhandler(DomainError)
    def broken_rule(error: DomainError) -> Response:
        status = status_of(error)
        return _page(status, error.message, error.remedy, code=error.code)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if isinstance(error, SecurityError):
            # Without a host that is trusted no link can be built, so this one page is plain text.
            return Response(UNTRUSTED, 400, mimetype="text/plain")
        status = error.code or 500
        default = (error.name, "Go back, or start again from the front page.")
        title, advice = EXPIRED if isinstance(error, CSRFError) else PAGES.get(status, default)
        page = _page(status, title, advice)
        # Some errors say more in a header: 405 the methods that are allowed, 503 when to come back.
        for name, value in error.get_response().headers:
            if name.lower() not in ("content-type", "content-length"):
                page.headers[name] = value
        return page


def _page(status: int, title: str, advice: str, code: str = "") -> Response:
    body = render_template("site/error.html", status=status, title=title, advice=_linked(advice), code=code)
    return make_response(body, status)


def _linked(advice: str) -> Markup:
    for words, endpoint in WAYS.items():
        before, found, after = advice.partition(words)
        if found:
            return Markup('{}<a href="{}">{}</a>{}').format(before, url_for(endpoint), found, after)
    return escape(advice)
