"""Who asks, and the tokens with which programs ask."""

from __future__ import annotations

from university.application.authentication import Authentication
from university.application.tokens import Tokens
from university.domain.identity import User
from university.entrypoints.api_v1.operations import Credentials
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import access


def create_routes(tokens: Tokens, authentication: Authentication) -> Routes:
    """The resources of the user who asks."""
    routes = Routes("me")

    @routes.get("/me")
    def me(user: User, links: Links) -> access.Me:
        """The user in whose place the request comes."""
        return access.Me.of(user, links)

    @routes.post("/tokens", 409, 429)
    def issue(credentials: Credentials, body: access.NewToken, links: Links) -> access.IssuedToken:
        """A token for an address and its password."""
        user = authentication.sign_in(credentials.email, credentials.password, credentials.client)
        return access.IssuedToken.issued(tokens.issue(user, body.label, body.days), links)

    @routes.get("/tokens")
    def mine(user: User, links: Links) -> access.Tokens:
        """The user's tokens that count, without their secrets."""
        return access.Tokens.of(tokens.of(user), links)

    @routes.delete("/tokens/<id>")
    def revoke(user: User, id: str) -> None:
        """Let one of the user's tokens count no more."""
        tokens.revoke(user, id)

    return routes
