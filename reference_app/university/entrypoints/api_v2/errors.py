"""Every error as problem details: what happened, and what to do. Never a traceback."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from university.domain.errors import DomainError
from university.entrypoints.api_v2.facts import facts_of
from university.entrypoints.http import problems
from university.entrypoints.http.problems import Problem
from university.entrypoints.http.refusals import Fault, Invalid, RequestRefused, Unreadable

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def answer_errors(app: FastAPI) -> None:
    """Let `app` answer its errors so."""
    app.add_exception_handler(DomainError, _broken_rule)
    app.add_exception_handler(RequestRefused, _bad_request)
    app.add_exception_handler(RequestValidationError, _bad_values)
    app.add_exception_handler(HTTPException, _bare_status)


def answer(request: Request, problem: Problem) -> Response:
    """The problem as an answer."""
    headers = {**problem.headers, "Cache-Control": "no-store"}
    return Response(text_of(request, problem), problem.status, headers, problems.MEDIA_TYPE)


def text_of(request: Request, problem: Problem) -> str:
    """The problem as JSON."""
    instance = f"{request.scope.get('root_path', '')}{request.scope['path']}"
    return json.dumps(problem.document(instance), ensure_ascii=False)


async def _broken_rule(request: Request, error: Any) -> Response:
    problem = problems.of_domain(error)
    if error.code == "changed.meanwhile" and facts_of(request).conditional:
        problem = replace(problem, status=412)
    return answer(request, problem)


async def _bad_request(request: Request, error: Any) -> Response:
    return answer(request, problems.of_request(error))


async def _bad_values(request: Request, error: Any) -> Response:
    found = error.errors()
    refused: RequestRefused = Invalid(Fault(".".join(map(str, one["loc"])), one["msg"]) for one in found)
    if any(one["type"] == "json_invalid" for one in found):
        refused = Unreadable("The body is no JSON.", remedy="Send one JSON object.")
    return answer(request, problems.of_request(refused))


async def _bare_status(request: Request, error: Any) -> Response:
    headers = {"Allow": ", ".join(_methods(request))} if error.status_code == 405 else {}
    return answer(request, problems.of_status(error.status_code, headers))


def _methods(request: Request) -> list[str]:
    """What the address knows: several routes may stand at one, and each knows its own method alone."""
    scope, routes = request.scope, request.app.routes
    known = [
        method
        for method in METHODS
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return ["HEAD", *known] if "GET" in known else known
