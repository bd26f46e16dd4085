"""What an endpoint promises, read off the function that answers it.

A function says with its parameters what it needs: `query: CourseQuery`, `body: NewEnrolment`, `user: User`,
`credentials: Credentials`, `links: Links`, `revision: Revision`, or a part of the path by its name. Checking,
converting and describing all go by this one signature.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NewType, get_type_hints

from pydantic import BaseModel

from university.domain.identity import User
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Query, Resource

Revision = NewType("Revision", int)
"""The revision that the client saw, from If-Match."""

Handler = Callable[..., Resource | None]


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody shows who has no token yet, and the network address they come from."""

    email: str
    password: str = field(repr=False)
    client: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path.

    `keyed`: it is carried out once for each Idempotency-Key. `common`: its answer is everybody's.
    """

    method: str
    path: str
    handler: Handler
    status: int
    keyed: bool
    common: bool
    refusals: tuple[int, ...]
    parameters: dict[str, Any]
    answer: type[BaseModel] | None

    @property
    def id(self) -> str:
        """A name for generated clients."""
        return f"{self.handler.__module__.rpartition('.')[2]}_{self.handler.__name__}"

    @property
    def summary(self) -> str:
        """What it does, from the function's first line."""
        return (inspect.getdoc(self.handler) or self.handler.__name__).split("\n")[0].rstrip(".")

    @property
    def query(self) -> type[Query] | None:
        """The model of the address's parameters."""
        return self._model(Query)

    @property
    def body(self) -> type[Body] | None:
        """The model of the body."""
        return self._model(Body)

    @property
    def signed(self) -> bool:
        """Whether a user must be known."""
        return User in self.parameters.values()

    @property
    def with_password(self) -> bool:
        """Whether the request shows address and password."""
        return Credentials in self.parameters.values()

    @property
    def conditional(self) -> bool:
        """Whether the client must say what it saw."""
        return Revision in self.parameters.values()

    @property
    def in_path(self) -> list[str]:
        """The names of the path's variable parts."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.path)

    def _model(self, kind: type[Any]) -> type[Any] | None:
        found = (one for one in self.parameters.values() if isinstance(one, type) and issubclass(one, kind))
        return next(found, None)


def describe(
    method: str,
    path: str,
    handler: Handler,
    *,
    status: int,
    keyed: bool = False,
    common: bool = False,
    refusals: tuple[int, ...] = (),
) -> Operation:
    """The operation that the function answers. Raises TypeError where its signature cannot be one."""
    hints = get_type_hints(handler)
    answer = hints.pop("return", None)
    operation = Operation(
        method,
        path,
        handler,
        status,
        keyed,
        common,
        refusals,
        hints,
        None if answer is type(None) else answer,
    )
    known = {User, Credentials, Links, Revision}
    for name, kind in hints.items():
        model = isinstance(kind, type) and issubclass(kind, Query | Body)
        if not (kind in known or model or (kind in (str, int) and name in operation.in_path)):
            raise TypeError(f"{handler.__qualname__} asks for {name}, which no request has.")
    return operation
