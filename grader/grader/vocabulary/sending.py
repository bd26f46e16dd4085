"""Sends a request to a site, in the process where the site lives, and tells the answer in plain data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from grader.vocabulary.foreign import ErrorFields, fields_of


def send(
    app: Any, method: str, path: str, request: Mapping[str, Any]
) -> tuple[int, str | None, str | None, str, ErrorFields | None]:
    """Status, `Location`, MIME type and body of the answer, and the exception behind a 500.

    `request` holds werkzeug's `query_string` and `data`. Raises what the app raises.
    """
    from werkzeug.test import Client

    with errors_of(app) as errors:
        response = Client(app).open(path, method=method, **request)
        body = response.get_data(as_text=True)
    cause = fields_of(errors[-1]) if errors else None
    return response.status_code, response.headers.get("Location"), response.mimetype, body, cause


@contextlib.contextmanager
def errors_of(app: Any) -> Iterator[list[BaseException]]:
    """Collects the exceptions that a Flask app turns into a 500 page, which would hide them."""
    from flask import Flask, got_request_exception

    errors: list[BaseException] = []

    def note(_app: object, exception: BaseException, **_more: object) -> None:
        errors.append(exception)

    if not isinstance(app, Flask):
        yield errors
        return
    with got_request_exception.connected_to(note, app):
        yield errors
