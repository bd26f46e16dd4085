"""Answers that are everybody's: made once, and then remembered for a while."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from university.entrypoints.api_v2.dependencies import links_of, parts_of
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Query, Resource


async def common(request: Request, make: Callable[[Links], Resource], query: Query | None = None) -> Response:
    """What `make` makes, as it was remembered or as it is now.

    Only a `query` that is asked often is worth remembering. What depends on more than the address must not
    pass here. An endpoint calls this with its request: as a dependency it would cost as much as a route.
    """
    parts, here = parts_of(request), links_of(request)

    def made() -> bytes:
        return make(here).model_dump_json().encode()

    if query is not None and not query.often:
        return _written(await parts.run(made))
    key = (here.base, request.scope["path"], query.model_dump_json() if query else "")
    body = parts.recall(key)
    if body is None:
        body = await parts.run(lambda: parts.remember(key, made))
    return _written(body)


def _written(body: bytes) -> Response:
    return Response(body, media_type="application/json")
