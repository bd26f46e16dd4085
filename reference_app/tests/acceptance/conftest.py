"""Black-box tests of the university's pages: they know addresses and visible text, and no code behind them.

They need one fixture, `client`, with `get(path, query_string=…)` and `post(path, data=…)`; answers have
`status_code`, `text` and `headers`. A pytest plugin may supply it, to try other parts or another site.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from html_page import Page

from university.adapters.campus import make_campus
from university.application.campus import Campus


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Any:
    """The plugin's client, or one of this app with its own parts on a fresh store in memory."""
    try:
        return request.getfixturevalue("client")
    except pytest.FixtureLookupError:
        from flask import Flask

        from university.bootstrap import build
        from university.settings import Settings

        return build(Settings(database_url="memory:")).get(Flask).test_client()


@pytest.fixture
def campus() -> Campus:
    """What the pages must show."""
    return make_campus(date.today())


@pytest.fixture
def visit(client: Any) -> Any:
    """`visit(path, **query)` opens a page that must be there, and reads it."""

    def open_page(path: str, **query: object) -> Page:
        response = client.get(path, query_string=query)
        assert response.status_code == 200, f"GET {path} answered {response.status_code}; expected 200."
        return Page(response.text, path)

    return open_page
