"""Who asks, and the tokens with which programs ask."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from university.application.authentication import Authentication
from university.application.ports.running import Run
from university.application.tokens import IssuedToken, Tokens
from university.entrypoints.api_v2.dependencies import LinksHere, Password, ShowHere, SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources import access


def create_router(tokens: Tokens, authentication: Authentication, run: Run) -> APIRouter:
    """The resources of the user who asks."""
    router = APIRouter(route_class=ResourceRoute, tags=["me"])

    @router.get("/me")
    async def me(user: SignedIn, links: LinksHere) -> access.Me:
        """The user in whose place the request comes."""
        return access.Me.of(user, links)

    @router.post("/tokens", status_code=201, responses={409: {}, 429: {}})
    async def issue(
        request: Request,
        response: Response,
        given: Password,
        links: LinksHere,
        show: ShowHere,
        body: Annotated[access.NewToken, Body(default_factory=access.NewToken)],
    ) -> access.IssuedToken:
        """A token for an address and its password."""
        client = request.client.host if request.client else ""

        def issued() -> IssuedToken:
            user = authentication.sign_in(*given, client)
            return tokens.issue(user, body.label, body.days)

        response.headers["Cache-Control"] = "no-store"
        # Passwords are hashed slowly on purpose: on the loop, everybody would wait for it.
        return show(access.IssuedToken.issued(await run.slow(issued), links))

    @router.get("/tokens")
    async def mine(user: SignedIn, links: LinksHere) -> access.Tokens:
        """The user's tokens that count, without their secrets."""
        return access.Tokens.of(await run(lambda: tokens.of(user)), links)

    @router.delete("/tokens/{id}", status_code=204)
    async def revoke(user: SignedIn, id: str) -> None:
        """Let one of the user's tokens count no more."""
        await run(lambda: tokens.revoke(user, id))

    return router
