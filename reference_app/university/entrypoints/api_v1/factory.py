"""The interface as a Flask app of its own: no forms, no cookies, and every error in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from university.domain.errors import DomainError
from university.entrypoints.api_v1 import answering, openapi, reading
from university.entrypoints.api_v1.dispatch import Dispatcher
from university.entrypoints.api_v1.mounted import BASE, Api
from university.entrypoints.api_v1.operations import Operation
from university.entrypoints.api_v1.protected import Protected
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http import problems
from university.entrypoints.http.refusals import RequestRefused

LARGEST_BODY = 64 * 1024
"""Bytes."""


def create_api(groups: Iterable[Routes], dispatcher: Dispatcher) -> Api:
    """The app that answers everything below /api/v1."""
    app = Api("university.entrypoints.api_v1", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    # A path is an identity here: with a slash more it is another one, and nobody is sent elsewhere.
    app.url_map.redirect_defaults = False
    operations: list[Operation] = []
    for routes in groups:
        app.register_blueprint(_blueprint(routes, dispatcher), url_prefix=BASE)
        operations += routes.operations
    openapi.publish(app, operations)
    app.before_request(lambda: reading.check_encoding(request))
    app.wsgi_app = Protected(app.wsgi_app)  # type: ignore[method-assign]
    _show_errors_as_problems(app)
    return app


def _blueprint(routes: Routes, dispatcher: Dispatcher) -> Blueprint:
    blueprint = Blueprint(routes.name, __name__)
    for operation in routes.operations:
        blueprint.add_url_rule(
            operation.path,
            endpoint=f"{operation.method}_{operation.handler.__name__}",
            view_func=dispatcher.view(operation),
            methods=[operation.method],
            strict_slashes=True,
        )
    return blueprint


def _show_errors_as_problems(app: Flask) -> None:
    @app.errorhandler(DomainError)
    def broken_rule(error: DomainError) -> Response:
        return answering.problem(request, problems.of_domain(error))

    @app.errorhandler(RequestRefused)
    def bad_request(error: RequestRefused) -> Response:
        return answering.problem(request, problems.of_request(error))

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        kept = ("allow", "retry-after")
        headers = {
            name: value for name, value in error.get_response().headers.items() if name.lower() in kept
        }
        return answering.problem(request, problems.of_status(error.code or 500, headers))
