"""Who asks: users and their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from university.application import tokens
from university.domain import identity
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Linked


class Me(Linked):
    """The user in whose place the request comes."""

    id: str
    email: str
    name: str
    roles: list[str] = Field(examples=[["student"]])
    student: str | None
    professor: str | None

    @classmethod
    def of(cls, user: identity.User, links: Links) -> Self:
        """The user, with links to what is theirs."""
        here = {"self": links.to("me"), "tokens": links.to("tokens")}
        if user.student is not None:
            here["student"] = links.to("students", user.student)
            here["enrolments"] = links.to("students", user.student, "enrolments")
        if user.professor is not None:
            here["sections"] = links.to("sections", instructor=user.professor)
        roles = sorted(role.value for role in user.roles)
        return cls(
            id=user.id,
            email=user.email,
            name=user.name,
            roles=roles,
            student=user.student,
            professor=user.professor,
            links=here,
        )


class NewToken(Body):
    """What a new token is for, and for how many days it counts."""

    label: Annotated[str, Field(max_length=100)] = ""
    days: Annotated[int, Field(ge=1, le=90)] = 30


class Token(Linked):
    """A token without its secret, which is shown once."""

    id: str
    label: str
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, token: tokens.Token, links: Links) -> Self:
        """The token."""
        return cls.model_validate(_facts(token, links))


class IssuedToken(Token):
    """A new token with its secret: send it as `Authorization: Bearer …`, and keep it like a password."""

    token: str = Field(examples=["uni_8w3…"])

    @classmethod
    def issued(cls, issued: tokens.IssuedToken, links: Links) -> Self:
        """The token with its secret."""
        return cls.model_validate(_facts(issued.token, links) | {"token": issued.secret})


class Tokens(Linked):
    """The user's tokens that count, the oldest first."""

    items: list[Token]

    @classmethod
    def of(cls, known: Sequence[tokens.Token], links: Links) -> Self:
        """The whole list."""
        return cls(items=[Token.of(token, links) for token in known], links={"self": links.to("tokens")})


def _facts(token: tokens.Token, links: Links) -> dict[str, object]:
    return {
        "id": token.id,
        "label": token.label,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "links": {"self": links.to("tokens", token.id), "all": links.to("tokens")},
    }
