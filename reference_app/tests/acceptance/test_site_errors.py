"""What a visitor meets when something is wrong, and what every answer carries."""

from __future__ import annotations

import pytest
from html_page import Page, lacks

PAGES = ["/", "/courses/", "/departments/", "/desk/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_way_to_every_other(visit, path):
    page = visit(path)
    missing = [other for other in PAGES if not page.link(other)]
    assert not missing, f"{path} has no link to {', '.join(missing)}."


def test_no_page_leads_nowhere(client):
    """Follow every link on the pages that a visitor reaches in two steps."""
    seen, todo = set(), ["/"]
    for _ in range(2):
        found = []
        for path in todo:
            response = client.get(path)
            assert response.status_code in {200, 308}, f"A link leads to {path}: {response.status_code}."
            if response.headers["Content-Type"].startswith("text/html"):
                found += [link.href.partition("#")[0] for link in Page(response.text, path).links]
        seen.update(todo)
        todo = [path for path in dict.fromkeys(found) if path not in seen]


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/courses/ZZZ-1", 404), ("/courses/?page=x", 400)]
)
def test_errors_are_pages_of_the_site(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    page = Page(response.text, path)
    assert page.link("/") and page.link("/courses/"), f"The error page of {path} offers no way on."
    assert lacks(response.text, "Traceback")


def test_a_wrong_method_names_the_right_ones(client):
    response = client.post("/nothing-here/", data={})
    assert response.status_code == 404
    response = client.put("/courses/")
    assert response.status_code == 405, f"PUT /courses/ answered {response.status_code}; expected 405."
    assert "GET" in response.headers["Allow"], "A 405 must name the allowed methods in the header Allow."


def test_too_large_a_form_is_refused(client):
    response = client.post("/desk/S-1042/enrol", data={"section": "x" * 1_000_000})
    assert response.status_code == 413, f"A megabyte of form answered {response.status_code}; expected 413."


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/health"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    policy = headers.get("Content-Security-Policy", "")
    for part in ("default-src 'self'", "frame-ancestors 'self'", "form-action 'self'"):
        assert part in policy, f"{path} has no {part} in its Content-Security-Policy."
    assert "unsafe" not in policy
    assert headers.get("X-Content-Type-Options") == "nosniff"
    assert headers.get("Referrer-Policy") == "same-origin"


@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_pages_need_nothing_that_the_policy_forbids(client, path):
    text = client.get(path).text
    for forbidden in ("<script", " style=", "<style", " onclick=", "http://", "https://"):
        assert lacks(text, forbidden), f"{path} contains {forbidden!r}."


def test_health_is_told_to_machines(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.text.strip() == '{"status":"ok"}'
