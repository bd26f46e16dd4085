"""The description of an interface as a page for people: no script, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
section { border-top: 1px solid; padding-block: .5rem }
h2 { margin-top: 2.5rem; text-transform: capitalize }
h3, td { overflow-wrap: anywhere }
code { font-size: 1rem }
table { border-collapse: collapse; width: 100%; margin-block: 1rem }
th, td { text-align: start; vertical-align: top; padding: .15rem .75rem .15rem 0; width: 33% }
th:nth-child(2), td:nth-child(2) { width: 23% }
th:last-child, td:last-child { width: 44%; padding-right: 0 }
"""

POLICY = (
    "default-src 'none'; frame-ancestors 'self'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""The page's own content security policy: its one style, and nothing else."""


def page(document: dict[str, Any], address: str) -> str:
    """HTML for an OpenAPI document, which itself is found at `address`."""
    groups: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append("".join(_operation(method, path, operation)))
    body = "".join(f"<h2>{escape(name)}</h2>{''.join(parts)}" for name, parts in sorted(groups.items()))
    schemas = "".join(_schema(name, one) for name, one in sorted(document["components"]["schemas"].items()))
    info = {name: escape(text) for name, text in document["info"].items()}
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{info['title']}: the interface</title>"
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body><main>'
        f"<h1>{info['title']}: the interface, version {info['version']}</h1><p>{info['description']}</p>"
        f'<p>For programs: <a href="{escape(address)}">{escape(address)}</a> (OpenAPI 3.1).</p>'
        f"{body}<h2>What is sent</h2>{schemas}</main></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<section><h3><code>{method.upper()} {escape(path)}</code></h3><p>{_prose(operation['summary'])}."
    needs = [name for scheme in operation.get("security", ()) for name in scheme]
    yield f" Needs a {escape(', '.join(needs))}.</p>" if needs else " Anybody may ask.</p>"
    rows = [
        (
            escape(one["name"]),
            f"{one['in']}{', required' * one['required']}",
            _prose(one.get("description", "")),
        )
        for one in operation["parameters"]
    ]
    if body := operation.get("requestBody"):
        rows.append((_kinds(body["content"].values()), "body", "JSON"))
    yield _table(("Asks for", "Where", "What it is"), rows)
    answers = operation["responses"].items()
    yield _table(
        ("Answers", "With", "When"),
        [
            (code, _kinds(one.get("content", {}).values()), _prose(one["description"]))
            for code, one in answers
        ],
    )
    yield "</section>"


def _schema(name: str, schema: dict[str, Any]) -> str:
    rows = [
        (escape(member), _type(one), _prose(one.get("description", "")))
        for member, one in schema.get("properties", {}).items()
    ]
    words = _prose(schema.get("description", "").replace("\n", " "))
    values = ", ".join(escape(str(value)) for value in schema.get("enum", ()))
    return (
        f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{words} {values}</p>'
        f"{_table(('Member', 'Kind', 'What it is'), rows)}</section>"
    )


def _kinds(contents: Iterable[dict[str, Any]]) -> str:
    return ", ".join(_type(one["schema"]) for one in contents) or "nothing"


def _type(schema: dict[str, Any]) -> str:
    """The kind of a value; what has a name is a link to its own section."""
    if "$ref" in schema:
        name = escape(str(schema["$ref"]).rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return escape(str(schema.get("format") or schema.get("type") or "JSON"))


def _prose(text: str) -> str:
    return re.sub("`([^`]*)`", r"<code>\1</code>", escape(text))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{cell}</th>' for cell in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
