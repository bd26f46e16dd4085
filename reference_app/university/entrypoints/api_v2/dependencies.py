"""What endpoints are handed at each request: who asks, where links lead, what the client has seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer
from fastapi.security.http import HTTPBase

from university.application.idempotency import Idempotency
from university.application.ports.running import Run
from university.application.tokens import Tokens
from university.domain.identity import User
from university.entrypoints.api_v2 import PREFIX
from university.entrypoints.api_v2.facts import facts_of
from university.entrypoints.http import asked, etags
from university.entrypoints.http.links import Links
from university.entrypoints.http.remembering import Recall, Remember
from university.entrypoints.http.resources.base import Linked

R = TypeVar("R", bound=Linked)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of this app that dependencies use; the factory puts them into the app's state."""

    run: Run
    tokens: Tokens
    idempotency: Idempotency
    remember: Remember
    recall: Recall


def parts_of(request: Request) -> Parts:
    """The parts of the app that serves this request."""
    found: Parts = request.app.state.parts
    return found


def links_of(request: Request) -> Links:
    """Addresses of this interface, as the client reaches them."""
    return Links(f"{request.scope.get('root_path', '')}{PREFIX}")


async def _links(request: Request) -> Links:
    # FastAPI calls what is no coroutine in a thread.
    return links_of(request)


LinksHere = Annotated[Links, Depends(_links)]

bearer = HTTPBearer(auto_error=False, scheme_name="token")
# For the description alone: FastAPI's own HTTPBasic reads ASCII, and passwords have accents.
basic = HTTPBase(scheme="basic", auto_error=False, scheme_name="password")


async def user_of(request: Request) -> User:
    """Who asks, found out once. Raises Unauthenticated, TokenRefused."""
    facts = facts_of(request)
    if facts.user is None:
        secret, parts = asked.bearer(request.headers.get("authorization")), parts_of(request)
        facts.user = await parts.run(lambda: parts.tokens.bearer(secret))
    return facts.user


async def signed_in(request: Request, _described: Annotated[object, Depends(bearer)]) -> User:
    """Who asks. Raises Unauthenticated, TokenRefused."""
    return await user_of(request)


SignedIn = Annotated[User, Depends(signed_in)]


def credentials_of(request: Request) -> tuple[str, str]:
    """Address and password. Raises Unauthenticated."""
    return asked.basic(request.headers.get("authorization"))


async def password(request: Request, _described: Annotated[object, Depends(basic)]) -> tuple[str, str]:
    """Address and password. Raises Unauthenticated."""
    return credentials_of(request)


Password = Annotated[tuple[str, str], Depends(password)]


class Show:
    """`return show(resource)`: the answer says where the resource is, and at which revision it stands."""

    def __init__(self, request: Request) -> None:
        self._facts = facts_of(request)

    def __call__(self, resource: R) -> R:
        """`resource` itself."""
        self._facts.revision = resource.revision
        self._facts.location = resource.links["self"]
        return resource


async def _show(request: Request) -> Show:
    return Show(request)


ShowHere = Annotated[Show, Depends(_show)]


def revision_of(request: Request) -> int:
    """The revision that the client saw. Raises Precondition."""
    return etags.revision(request.headers.get("if-match"))


async def seen(request: Request, _described: Annotated[str | None, Header(alias="If-Match")] = None) -> int:
    """The revision that the client saw. Raises Precondition."""
    facts_of(request).conditional = True
    return revision_of(request)


Seen = Annotated[int, Depends(seen)]
