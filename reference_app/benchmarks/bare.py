"""The bare frameworks' routes to the same answers, as a tutorial writes them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query
from flask import Flask, jsonify, request

from university.entrypoints.http.resources import catalogue as shown
from university.entrypoints.http.resources.base import Page


def flask(_path: str, answer: Any) -> Flask:
    """A dict as JSON, and parameters read where they are needed."""
    app = Flask(__name__)

    @app.get("/api/v1/departments")
    def departments() -> Any:
        return jsonify(answer)

    @app.get("/api/v1/courses/<code>")
    def course(code: str) -> Any:
        return jsonify({code: answer}[code])

    @app.get("/api/v1/courses")
    def courses() -> Any:
        wanted = (request.args.get(name, "") for name in ("q", "credits", "sort", "cursor"))
        limit = request.args.get("limit", 20, type=int)
        return jsonify({request.args["department"]: answer}["BIO"]) if not any(wanted) and limit else None

    return app


def fastapi(path: str, answer: Any) -> FastAPI:
    """Models, read, checked and written by the framework."""
    app, router = FastAPI(), APIRouter(prefix="/api/v2")

    @router.get("/departments")
    async def departments() -> shown.Departments:
        return known[shown.Departments]

    @router.get("/courses/{code}")
    async def course(code: str) -> shown.Course:  # noqa: ARG001 (reading it is the route's work)
        return known[shown.Course]

    @router.get("/courses")
    async def courses(
        query: Annotated[shown.CourseQuery, Query()],  # noqa: ARG001 (likewise)
    ) -> Page[shown.Course]:
        return known[Page[shown.Course]]

    kinds: dict[str, Any] = {"/departments": shown.Departments, "/courses": Page[shown.Course]}
    kind = kinds.get(path, shown.Course)
    known = {kind: kind.model_validate(answer)}
    app.include_router(router)
    return app
