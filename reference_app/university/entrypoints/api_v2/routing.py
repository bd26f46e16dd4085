"""What HTTP asks of every resource, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from university.entrypoints.api_v2 import dependencies, reading
from university.entrypoints.api_v2.facts import facts_of
from university.entrypoints.api_v2.once import key_of, once
from university.entrypoints.http import etags

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ResourceRoute(APIRoute):
    """A route that takes nothing it does not know, and whose answers can be compared by their entity tags."""

    def get_route_handler(self) -> Handler:
        """FastAPI's own handler, between what is checked before and what is added after.

        FastAPI reads a body before it asks for dependencies. Here who asks is found out first: of a body's
        faults a stranger is told nothing.
        """
        handle = super().get_route_handler()
        takes_query, takes_body = bool(self.dependant.query_params), self.body_field is not None
        needs = set(_needs(self.dependant))

        async def answer(request: Request) -> Response:
            reading.check_accept(request)
            reading.check_encoding(request)
            if dependencies.signed_in in needs:
                await dependencies.user_of(request)
            if dependencies.password in needs:
                dependencies.credentials_of(request)
            if once in needs:
                key_of(request)
            reading.check_names(request, takes_query=takes_query)
            if dependencies.seen in needs:
                dependencies.revision_of(request)
            if takes_body:
                await reading.check_body(request)
            return _finished(request, await handle(request))

        return answer


def _needs(dependant: Dependant) -> Iterator[object]:
    """The functions on which an endpoint depends, and those on which they do."""
    for one in dependant.dependencies:
        yield one.call
        yield from _needs(one)


def _finished(request: Request, response: Response) -> Response:
    """The answer with what clients and caches need to know; 304 for a client that has it already."""
    facts = facts_of(request)
    headers = {"Cache-Control": "private, no-cache" if facts.user else "no-cache"}
    if response.status_code == 201 and facts.location is not None:
        headers["Location"] = facts.location
    if request.method == "GET" or facts.revision is not None:
        tag = headers["ETag"] = etags.make(bytes(response.body), facts.revision)
        if request.method == "GET" and etags.matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response
