"""A group of resources: its paths, and the functions that answer them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from university.entrypoints.api_v1.operations import Handler, Operation, describe

H = TypeVar("H", bound=Handler)


class Routes:
    """Collects operations, as a blueprint collects views."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.operations: list[Operation] = []

    def get(self, path: str, *refusals: int, common: bool = False) -> Callable[[H], H]:
        """The function below answers GET; `refusals` are the statuses it has beside the usual ones.

        What is `common` depends on nothing but the address, and may be a minute old.
        """
        return self._add("GET", path, refusals, status=200, common=common)

    def post(self, path: str, *refusals: int, status: int = 201, keyed: bool = False) -> Callable[[H], H]:
        """The function below answers POST; if `keyed`, once for each Idempotency-Key."""
        return self._add("POST", path, refusals, status=status, keyed=keyed)

    def patch(self, path: str, *refusals: int) -> Callable[[H], H]:
        """The function below answers PATCH."""
        return self._add("PATCH", path, refusals, status=200)

    def delete(self, path: str, *refusals: int) -> Callable[[H], H]:
        """The function below answers DELETE, with nothing."""
        return self._add("DELETE", path, refusals, status=204)

    def _add(
        self,
        method: str,
        path: str,
        refusals: tuple[int, ...],
        *,
        status: int,
        keyed: bool = False,
        common: bool = False,
    ) -> Callable[[H], H]:
        def keep(handler: H) -> H:
            operation = describe(
                method, path, handler, status=status, keyed=keyed, common=common, refusals=refusals
            )
            self.operations.append(operation)
            return handler

        return keep
