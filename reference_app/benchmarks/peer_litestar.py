"""Litestar: types of msgspec check what is asked, and write what is answered."""

# ruff: noqa: ARG001 - reading the parameters is the route's work

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Litestar, get
from litestar.params import Parameter


class Department(msgspec.Struct):
    """One department."""

    links: dict[str, str]
    code: str
    name: str
    about: str
    courses: int


class Departments(msgspec.Struct):
    """All of them."""

    links: dict[str, str]
    items: list[Department]


class Course(msgspec.Struct):
    """One course."""

    links: dict[str, str]
    code: str
    title: str
    department: str
    credits: int
    description: str
    prerequisites: str
    builds_on: list[str]
    corequisites: list[str]


class Courses(msgspec.Struct):
    """A part of a list."""

    links: dict[str, str]
    items: list[Course]
    next: str | None


KINDS = {"/departments": Departments, "/courses": Courses}


def app(path: str, answer: Any) -> Litestar:
    """An ASGI app with this answer."""
    known: Any = msgspec.convert(answer, KINDS.get(path, Course))

    @get("/api/v2/departments")
    async def departments() -> Departments:
        return known

    @get("/api/v2/courses/{code:str}")
    async def course(code: str) -> Course:
        return {code: known}[code]

    @get("/api/v2/courses")
    async def courses(
        limit: Annotated[int, Parameter(ge=1, le=100)] = 20,
        cursor: Annotated[str | None, Parameter(max_length=1_000)] = None,
        q: Annotated[str, Parameter(max_length=100)] = "",
        department: Annotated[str | None, Parameter(max_length=40)] = None,
        credits: Annotated[int | None, Parameter(ge=0, le=100)] = None,
        sort: Literal["code", "title", "credits", "-code", "-title", "-credits"] = "code",
    ) -> Courses:
        return known

    return Litestar([departments, course, courses], logging_config=None)
