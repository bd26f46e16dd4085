"""What is asked of every request before an endpoint sees it."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote_to_bytes

from fastapi import HTTPException, Request

from university.entrypoints.http.refusals import Fault, Invalid, Unreadable


def check_accept(request: Request) -> None:
    """See that the client takes JSON. Raises HTTPException 406."""
    asked = request.headers.get("accept", "*/*")
    # The first two are what nearly every client says.
    if asked not in ("*/*", "application/json") and asked.strip() and not _takes_json(asked):
        raise HTTPException(406)


def check_encoding(request: Request) -> None:
    """See that the address is UTF-8. Raises Unreadable."""
    for part in (request.scope["query_string"], request.scope.get("raw_path") or b""):
        if part.isascii() and b"%" not in part:
            continue  # as nearly every address is
        try:
            unquote_to_bytes(part).decode()
        except UnicodeDecodeError:
            raise Unreadable(
                "The address is not UTF-8.", remedy="Write it with UTF-8, then encode it."
            ) from None


def check_names(request: Request, *, takes_query: bool) -> None:
    """See that the address names only parameters that are known, and each once. Raises Invalid."""
    if not request.scope["query_string"]:
        return
    names = [name for name, _ in request.query_params.multi_items()]
    if not takes_query and names:
        raise Invalid(Fault(f"query.{name}", "is not known here") for name in dict.fromkeys(names))
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise Invalid(Fault(f"query.{name}", "is given more than once") for name in twice)


async def check_body(request: Request) -> None:
    """See that the body is JSON's kind of text. Raises HTTPException 413 and 415, Unreadable."""
    body = await request.body()
    if body and _kind(request.headers.get("content-type", "")) != "application/json":
        raise HTTPException(415)
    try:
        body.decode()
    except UnicodeDecodeError:
        raise Unreadable("The body is not UTF-8.", remedy="Send JSON, encoded as UTF-8.") from None


def _kind(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_type()


def _takes_json(accept: str) -> bool:
    """Whether the most specific range that fits JSON is not refused (RFC 9110, 12.5.1)."""
    weights: dict[str, float] = {}
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            weights[kind] = float(weight)
        except ValueError:
            weights[kind] = 0
    ranges = ("application/json", "application/*", "*/*")
    return next((weights[kind] for kind in ranges if kind in weights), 0) > 0
