"""Problem details as the interfaces' descriptions show them."""

from __future__ import annotations

from pydantic import Field

from university.entrypoints.http.resources.base import Resource


class RefusalNote(Resource):
    """One reason against an enrolment."""

    code: str
    message: str


class FaultNote(Resource):
    """One value that cannot be right."""

    where: str
    message: str


class Problem(Resource):
    """What went wrong, as RFC 9457 has it; `code` is for programs, `remedy` for people."""

    type: str = Field(examples=["urn:problem:university:enrolment.refused"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["enrolment.refused"])
    remedy: str
    refusals: list[RefusalNote] | None = None
    errors: list[FaultNote] | None = None
    instance: str | None = None
