"""From a request to values."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import unquote_to_bytes

from flask import Request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from university.entrypoints.http import asked
from university.entrypoints.http.described import JSON
from university.entrypoints.http.refusals import Fault, Invalid, Unreadable

M = TypeVar("M", bound=BaseModel)


def check_encoding(request: Request) -> None:
    """See that address and path are UTF-8. Raises Unreadable."""
    query: str = request.environ.get("QUERY_STRING", "")
    path: str = request.environ.get("PATH_INFO", "")
    if "%" not in query and query.isascii() and path.isascii():
        return  # as nearly every address is
    try:
        unquote_to_bytes(query.encode("latin-1")).decode()
        path.encode("latin-1").decode()
    except UnicodeDecodeError:
        raise Unreadable("The address is not UTF-8.", remedy="Write it with UTF-8, then encode it.") from None


def check_accept(request: Request) -> None:
    """See that the client takes JSON. Raises NotAcceptable."""
    if request.environ.get("HTTP_ACCEPT", "*/*") in ("*/*", JSON):
        return  # as nearly every client says
    if request.accept_mimetypes and not request.accept_mimetypes.best_match([JSON]):
        raise NotAcceptable


def read_query(request: Request, model: type[M]) -> M:
    """The address's parameters. Raises Invalid."""
    given = request.args.to_dict(flat=False)
    twice = [Fault(f"query.{name}", "is given more than once") for name, all in given.items() if len(all) > 1]
    if twice:
        raise Invalid(twice)
    try:
        return model.model_validate({name: all[0] for name, all in given.items()})
    except ValidationError as error:
        raise asked.refusal_of(error, "query") from None


def read_body(request: Request, model: type[M]) -> M:
    """The body as JSON. Raises Unreadable, Invalid, and what the framework raises for a body too large.

    Where a body may be empty, none at all is the same.
    """
    data = request.get_data()
    if request.mimetype != JSON and data:
        raise UnsupportedMediaType
    try:
        data.decode()
    except UnicodeDecodeError:
        raise Unreadable("The body is not UTF-8.", remedy="Send JSON, encoded as UTF-8.") from None
    try:
        return model.model_validate_json(data or b"{}")
    except ValidationError as error:
        raise asked.refusal_of(error, "body") from None
