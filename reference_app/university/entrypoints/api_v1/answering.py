"""From values to answers."""

from __future__ import annotations

import json

from flask import Request, Response

from university.entrypoints.http import etags
from university.entrypoints.http.described import JSON
from university.entrypoints.http.problems import MEDIA_TYPE, Problem
from university.entrypoints.http.resources.base import Linked, Resource


def written(found: Resource | None) -> bytes:
    """The resource as it is sent."""
    return found.model_dump_json().encode() if found is not None else b""


def resource(request: Request, found: Resource, status: int, *, private: bool) -> Response:
    """The resource, with the status of what was done."""
    body = written(found)
    if request.method in ("GET", "HEAD"):
        return document(request, body, found.revision, private=private)
    headers = {"Cache-Control": "no-store"}
    if found.revision is not None:
        headers["ETag"] = etags.make(body, found.revision)
    if status == 201 and isinstance(found, Linked):
        headers["Location"] = found.links["self"]
    return Response(body, status, headers, mimetype=JSON)


def document(
    request: Request, body: bytes, revision: int | None = None, *, private: bool = False
) -> Response:
    """What is there; only that nothing changed, where the client has seen just this."""
    tag = etags.make(body, revision)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache" if private else "no-cache"}
    if not etags.matches(request.headers.get("If-None-Match"), tag):
        return Response(body, 200, headers, mimetype=JSON)
    response = Response(status=304, headers=headers)
    del response.headers["Content-Type"]
    return response


def nothing() -> Response:
    """It is done, and there is nothing to say."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def problem(request: Request, found: Problem) -> Response:
    """What went wrong."""
    document = found.document(instance=request.script_root + request.path)
    response = Response(json.dumps(document, ensure_ascii=False), found.status, mimetype=MEDIA_TYPE)
    response.headers.extend(found.headers)
    response.headers["Cache-Control"] = "no-store"
    return response
