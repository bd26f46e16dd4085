"""What all models share."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T", bound=BaseModel)

LinkMap = dict[str, str]
"""From a relation, such as `self`, to an address."""


class Resource(BaseModel):
    """Something that an interface shows."""

    model_config = ConfigDict(frozen=True)

    @property
    def revision(self) -> int | None:
        """Counts changes, where a change has to say what it is about to change."""
        return None


class Linked(Resource):
    """A resource with the addresses of what belongs to it; `self` is its own."""

    links: LinkMap = Field(examples=[{"self": "/api/v1/courses/BIO-201"}])


class Page(Linked, Generic[T]):
    """A part of a list. `next` is the cursor of the following part, null at the end."""

    items: list[T]
    next: str | None


class Body(BaseModel):
    """What a client sends. A member that is not known is an error: it might be a mistyped one."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Query(BaseModel):
    """The parameters of an address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def often(self) -> bool:
        """Whether others will ask the same soon, so that the answer is worth remembering."""
        return True


class PageQuery(Query):
    """The parameters of a list."""

    limit: Annotated[int, Field(ge=1, le=100, description="How many items at most.")] = 20
    cursor: Annotated[
        str | None, Field(min_length=1, max_length=1_000, description="`next` of the part before this one.")
    ] = None


Identity = Annotated[str, StringConstraints(min_length=1, max_length=40)]
"""A code, a number or an id."""
