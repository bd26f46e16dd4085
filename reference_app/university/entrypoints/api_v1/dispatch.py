"""What stands between a request and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Request, Response
from flask.globals import request_ctx

from university.application.idempotency import Answer, Idempotency
from university.application.tokens import Tokens
from university.domain.errors import DomainError
from university.domain.identity import User
from university.entrypoints.api_v1 import answering, reading
from university.entrypoints.api_v1.mounted import BASE
from university.entrypoints.api_v1.operations import Credentials, Operation, Revision
from university.entrypoints.http import asked, etags, problems
from university.entrypoints.http.described import JSON
from university.entrypoints.http.links import Links
from university.entrypoints.http.problems import Problem
from university.entrypoints.http.remembering import Remember
from university.entrypoints.http.resources.base import Body, Query

Reader = Callable[[Request, User | None], Any]
"""Reads one thing that a function asks for; the user is who asks, where somebody must be known."""
CarryOut = Callable[[Request, dict[str, Any]], Response]
"""Answers a request with what was read."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Makes views of operations."""

    tokens: Tokens
    idempotency: Idempotency
    remember: Remember

    def view(self, operation: Operation) -> Callable[..., Response]:
        """The view: it reads what the operation's function asks for, and calls it."""
        signed, with_password, keyed = operation.signed, operation.with_password, operation.keyed
        takes_query, readers = operation.query is not None, _readers(operation)
        carry_out = self._common(operation) if operation.common else _plain(operation)

        def answer(**given: Any) -> Response:
            # The request itself: the name `flask.request` would look for it at every use.
            request = request_ctx.request
            reading.check_accept(request)
            shown = request.headers.get("Authorization")
            # Who asks is found out first: of other faults a stranger is told nothing.
            user = self.tokens.bearer(asked.bearer(shown)) if signed else None
            if with_password:
                _credentials(request)
            key = asked.idempotency_key(request.headers.get("Idempotency-Key")) if keyed else None
            if request.query_string and not takes_query:
                reading.read_query(request, Query)  # it knows no parameter, and says so
            for name, read in readers:
                given[name] = read(request, user)
            if user is None or key is None:
                return carry_out(request, given)
            return self._once(request, user, key, lambda: carry_out(request, given))

        return answer

    def _common(self, operation: Operation) -> CarryOut:
        """Gives an answer that others got as well."""
        name = next((name for name, kind in operation.parameters.items() if kind is operation.query), None)

        def carry_out(request: Request, given: dict[str, Any]) -> Response:
            def make() -> bytes:
                return answering.written(operation.handler(**given))

            parts: tuple[str, ...] = (request.script_root, request.path)
            if name is not None:
                query: Query = given[name]
                if not query.often:
                    return answering.document(request, make())
                parts = (*parts, query.model_dump_json())
            return answering.document(request, self.remember(parts, make))

        return carry_out

    def _once(self, request: Request, user: User, key: str, answer: Callable[[], Response]) -> Response:
        """The answer, from whichever request under this key was carried out."""

        def act() -> Answer:
            response = answer()
            return Answer(response.status_code, response.get_data(as_text=True), response.location)

        fingerprint = asked.fingerprint(request.method, request.path, request.get_data())
        outcome = self.idempotency.run(user, key, fingerprint, act)
        kept = outcome.answer
        kind = JSON if kept.status < 400 else problems.MEDIA_TYPE
        response = Response(kept.body, kept.status, mimetype=kind)
        response.headers["Cache-Control"] = "no-store"
        if kept.location is not None:
            response.headers["Location"] = kept.location
        if outcome.replayed:
            response.headers["Idempotency-Replayed"] = "true"
        return response


def _readers(operation: Operation) -> list[tuple[str, Reader]]:
    """What reads each parameter of the function that is no part of the path."""
    found: list[tuple[str, Reader]] = []
    for name, kind in operation.parameters.items():
        if kind in _READERS:
            found.append((name, _READERS[kind]))
        elif isinstance(kind, type) and issubclass(kind, Query):
            found.append((name, _of_query(kind)))
        elif isinstance(kind, type) and issubclass(kind, Body):
            found.append((name, _of_body(kind)))
    return found


def _of_query(model: type[Query]) -> Reader:
    return lambda request, _: reading.read_query(request, model)


def _of_body(model: type[Body]) -> Reader:
    return lambda request, _: reading.read_body(request, model)


def _plain(operation: Operation) -> CarryOut:
    return lambda request, given: _answer(request, operation, given)


def _credentials(request: Request) -> Credentials:
    email, password = asked.basic(request.headers.get("Authorization"))
    return Credentials(email, password, request.remote_addr or "")


_READERS: dict[Any, Reader] = {
    User: lambda _, user: user,
    Links: lambda request, _: Links(request.script_root + BASE),
    Credentials: lambda request, _: _credentials(request),
    Revision: lambda request, _: etags.revision(request.headers.get("If-Match")),
}


def _answer(request: Request, operation: Operation, given: dict[str, Any]) -> Response:
    try:
        found = operation.handler(**given)
    except DomainError as error:
        refusal = _problem(operation, error)
        if refusal.status >= 500:
            raise
        # Under a key a refusal is an answer as well, and is kept like one.
        return answering.problem(request, refusal)
    if found is None:
        return answering.nothing()
    return answering.resource(request, found, operation.status, private=operation.signed)


def _problem(operation: Operation, error: DomainError) -> Problem:
    found = problems.of_domain(error)
    changed = operation.conditional and error.code == "changed.meanwhile"
    return replace(found, status=412) if changed else found
