"""The interface's description, OpenAPI 3.1, made of the operations themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from flask import Flask, Response, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from university.entrypoints.api_v1.mounted import BASE
from university.entrypoints.api_v1.operations import Operation
from university.entrypoints.http import described, docs_page, etags
from university.entrypoints.http.described import JSON
from university.entrypoints.http.problems import MEDIA_TYPE
from university.entrypoints.http.resources.problem import Problem

REFERENCE = "#/components/schemas/{model}"


def publish(app: Flask, operations: list[Operation]) -> None:
    """Let the app answer /openapi.json, and /docs for people."""
    document = cache(lambda: describe(operations))

    @app.get(f"{BASE}/openapi.json")
    def openapi() -> Response:
        body = json.dumps(document() | {"servers": [{"url": request.script_root + BASE}]}).encode()
        response = Response(body, mimetype=JSON)
        response.headers["ETag"] = etags.make(body)
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        return response

    @app.get(f"{BASE}/docs")
    def docs() -> Response:
        address = f"{request.script_root}{BASE}/openapi.json"
        response = Response(docs_page.page(document(), address), mimetype="text/html")
        response.headers["Content-Security-Policy"] = docs_page.POLICY
        return response


def describe(operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole document, without `servers`."""
    known = list(operations)
    answers: set[type[BaseModel]] = {one.answer for one in known if one.answer} | {Problem}
    bodies: set[type[BaseModel]] = {one.body for one in known if one.body}
    models = [
        *((model, "serialization") for model in sorted(answers, key=lambda kind: kind.__name__)),
        *((model, "validation") for model in sorted(bodies, key=lambda kind: kind.__name__)),
    ]
    names, definitions = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]
    paths: dict[str, dict[str, Any]] = {}
    for one in sorted(known, key=lambda one: one.path):
        path = "/" + "/".join(
            f"{{{part[1:-1].rpartition(':')[2]}}}" if part.startswith("<") else part
            for part in one.path.strip("/").split("/")
        )
        paths.setdefault(path, {})[one.method.lower()] = _operation(one, names)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Aldermoor University",
            "version": "1",
            "description": "Catalogue, enrolment, records, grades, admissions and reports.",
        },
        "paths": paths,
        "components": {"schemas": definitions.get("$defs", {}), "securitySchemes": described.SCHEMES},
    }


def _operation(one: Operation, names: dict[Any, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "operationId": one.id,
        "summary": one.summary,
        "tags": [one.handler.__module__.rpartition(".")[2]],
        "parameters": _parameters(one),
        "responses": _responses(one, names),
    }
    if one.body is not None:
        schema, needed = names[(one.body, "validation")], bool(one.body.model_json_schema().get("required"))
        whole["requestBody"] = {"required": needed, "content": {JSON: {"schema": schema}}}
    if one.signed:
        whole["security"] = [{"token": []}]
    elif one.with_password:
        whole["security"] = [{"password": []}]
    return whole


def _parameters(one: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": _kind(one, name)}}
        for name in one.in_path
    ]
    if one.query is not None:
        schema = one.query.model_json_schema(ref_template=REFERENCE)
        definitions = schema.get("$defs", {})
        for name, parameter_schema in schema.get("properties", {}).items():
            flat = _flat(parameter_schema, definitions)
            parameter = {"name": name, "in": "query", "required": name in schema.get("required", ())}
            if "description" in flat:
                parameter["description"] = flat.pop("description")
            found.append(parameter | {"schema": flat})
    found += [described.KEY] * one.keyed + [described.SEEN] * one.conditional
    return found + ([described.KNOWN] if one.method == "GET" else [])


def _responses(one: Operation, names: dict[Any, Any]) -> dict[str, Any]:
    success: dict[str, Any] = {"description": one.summary}
    headers = _headers(one)
    if headers:
        success["headers"] = headers
    if one.answer is not None:
        success["content"] = {JSON: {"schema": names[(one.answer, "serialization")]}}
    found: dict[str, Any] = {str(one.status): success}
    if one.method == "GET":
        found["304"] = {"description": "It is what the client has."}
    problem = {"content": {MEDIA_TYPE: {"schema": names[(Problem, "serialization")]}}}
    refusals = described.refusals(
        in_path=bool(one.in_path),
        known=one.signed or one.with_password,
        signed=one.signed,
        body=one.body is not None,
        keyed=one.keyed,
        conditional=one.conditional,
    )
    for status in sorted({*refusals, *one.refusals}):
        found[str(status)] = {"description": described.DESCRIPTIONS[status]} | problem
    return found


def _headers(one: Operation) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    found: dict[str, Any] = {}
    if one.method == "GET" or one.conditional:
        found["ETag"] = text
    if one.status == 201:
        found["Location"] = text
    return found


def _kind(one: Operation, name: str) -> str:
    return "integer" if one.parameters[name] is int else "string"


def _flat(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema without references and without null: a parameter is given, or it is not."""
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "$ref", "title")}
    if "$ref" in schema:
        kept = {**definitions[schema["$ref"].rpartition("/")[2]], **kept}
        kept.pop("title", None)
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            kept |= _flat(option, definitions)
    if kept.get("default", 0) is None:
        del kept["default"]
    return kept
