"""Carrying a request out once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from university.application.idempotency import Answer, Idempotency
from university.application.ports.running import Run
from university.domain.errors import DomainError
from university.domain.identity import User
from university.entrypoints.api_v2 import errors
from university.entrypoints.api_v2.dependencies import SignedIn, parts_of
from university.entrypoints.http import asked, problems
from university.entrypoints.http.resources.base import Linked


@dataclass(frozen=True, slots=True)
class Once:
    """`return await once(lambda: resource)`: from whichever request under the key was carried out."""

    request: Request
    run: Run
    idempotency: Idempotency
    user: User
    key: str

    async def __call__(self, make: Callable[[], Linked]) -> Response:
        """The answer 201 with what `make` makes; its refusal is an answer as well, and is kept like one."""
        request = self.request
        fingerprint = asked.fingerprint(request.method, request.url.path, await request.body())

        def act() -> Answer:
            try:
                made = make()
            except DomainError as error:
                problem = problems.of_domain(error)
                if problem.status >= 500:
                    raise
                return Answer(problem.status, errors.text_of(self.request, problem))
            return Answer(201, made.model_dump_json(), made.links["self"])

        outcome = await self.run(lambda: self.idempotency.run(self.user, self.key, fingerprint, act))
        kept = outcome.answer
        headers = {"Cache-Control": "no-store"}
        if kept.location is not None:
            headers["Location"] = kept.location
        if outcome.replayed:
            headers["Idempotency-Replayed"] = "true"
        kind = "application/json" if kept.status < 400 else problems.MEDIA_TYPE
        return Response(kept.body, kept.status, headers, kind)


def key_of(request: Request) -> str:
    """The key under which this request is carried out. Raises RequestRefused without one."""
    return asked.idempotency_key(request.headers.get("idempotency-key"))


async def once(
    request: Request,
    user: SignedIn,
    _described: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
) -> Once:
    """What carries this request out. Raises RequestRefused without a key."""
    parts = parts_of(request)
    return Once(request, parts.run, parts.idempotency, user, key_of(request))


OnceHere = Annotated[Once, Depends(once)]
