"""The interface's description, OpenAPI 3.1: FastAPI's own, with what it cannot read off the endpoints."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from university.entrypoints.api_v2 import PREFIX
from university.entrypoints.http.described import DESCRIPTIONS, KEY, KNOWN, SEEN, refusals
from university.entrypoints.http.problems import MEDIA_TYPE
from university.entrypoints.http.resources.problem import Problem

REFERENCE = "#/components/schemas/{model}"
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}}}
TEXT = {"schema": {"type": "string"}}
HEADERS = {"idempotency-key": KEY, "if-match": SEEN}


def name_of(route: APIRoute) -> str:
    """An operation's name for generated clients."""
    return "_".join([*map(str, route.tags), route.name])


def describe(app: FastAPI) -> dict[str, Any]:
    """The whole document, without `servers`; its paths begin where the interface does."""
    document = get_openapi(
        title="Aldermoor University",
        version="2",
        description="Catalogue, enrolment, records, grades, admissions and reports.",
        routes=app.routes,
    )
    paths = {path.removeprefix(PREFIX): methods for path, methods in document["paths"].items()}
    schemas = document["components"]["schemas"]
    for methods in paths.values():
        for method, operation in methods.items():
            _complete(method, operation, schemas)
    problem = Problem.model_json_schema(ref_template=REFERENCE, mode="serialization")
    schemas |= problem.pop("$defs", {}) | {"Problem": problem}
    _drop_unused(paths, schemas)
    return document | {"paths": paths}


def _drop_unused(paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Forget what nothing refers to: FastAPI's own words for errors, and what parameters say themselves."""
    while unused := _unused(paths, schemas):
        for name in unused:
            del schemas[name]


def _unused(paths: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    text = json.dumps([paths, schemas])
    return [name for name in schemas if f'"{REFERENCE.format(model=name)}"' not in text]


def _complete(method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say of the operation what FastAPI does not know."""
    words = operation.pop("description", operation["summary"])
    operation["summary"] = words.split("\n")[0].rstrip(".")
    given = operation.get("parameters", [])
    operation["parameters"] = [_parameter(one, schemas) for one in given] + [KNOWN] * (method == "get")
    if "requestBody" in operation:
        operation["requestBody"].setdefault("required", False)
    names = {one["name"] for one in operation["parameters"]}
    schemes = {name for entry in operation.get("security", ()) for name in entry}
    answers: dict[str, Any] = operation["responses"]
    known = refusals(
        in_path=any(one["in"] == "path" for one in given),
        known=bool(schemes),
        signed="token" in schemes,
        body="requestBody" in operation,
        keyed=KEY["name"] in names,
        conditional=SEEN["name"] in names,
    )
    known |= {int(status) for status in answers if int(status) >= 400}
    success = next(status for status in answers if int(status) < 300)
    described = {success: _success(method, success, answers[success], names)}
    described[success]["description"] = operation["summary"]
    if method == "get":
        described["304"] = {"description": "It is what the client has."}
    described |= {str(status): {"description": DESCRIPTIONS[status]} | PROBLEM for status in sorted(known)}
    operation["responses"] = described


def _success(method: str, status: str, answer: dict[str, Any], names: set[str]) -> dict[str, Any]:
    headers = {"ETag": TEXT} if method == "get" or SEEN["name"] in names else {}
    headers |= {"Location": TEXT} if status == "201" else {}
    return answer | ({"headers": headers} if headers else {})


def _parameter(given: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The parameter as v1 describes it: it is given or it is not, but never null."""
    if given["in"] == "header":
        return HEADERS[given["name"].lower()]
    schema = _flat(given["schema"], schemas)
    described = schema.pop("description", None)
    return ({"description": described} if described else {}) | given | {"schema": schema}


def _flat(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    kept = {name: schema[name] for name in schema.keys() - {"$ref", "anyOf", "title"}}
    if reference := schema.get("$ref"):
        kept = _flat(schemas[reference.rpartition("/")[2]], schemas) | kept
    for option in schema.get("anyOf", ()):
        kept |= _flat(option, schemas) if option.get("type") != "null" else {}
    return kept
