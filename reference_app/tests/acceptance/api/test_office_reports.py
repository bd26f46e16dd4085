"""The registrar's reports, for who may see them."""

from __future__ import annotations

import pytest
from asking import Asking, problem

REPORTS = [
    ("courses-nobody-takes", {"term": None}),
    ("large-courses", {"term": None, "students": 5}),
    ("fill-rates", {"term": None}),
    ("first-arrivals", {"term": None, "each": 1}),
    ("demand", {"term": None}),
    ("grade-shares", {"department": "BIO"}),
    ("foundations", {"course": "BIO-201"}),
    ("at-risk", {"below": "1.50"}),
]


@pytest.mark.parametrize(("name", "query"), REPORTS)
def test_reports_are_for_who_may_see_them(
    registrar: Asking, student: Asking, term: str, name: str, query: dict[str, object]
) -> None:
    asked = query | ({"term": term} if "term" in query else {})
    found = registrar.get(f"reports/{name}", **asked)
    assert found["items"] and registrar.get(found["links"]["self"]) == found
    problem(student.send("GET", f"reports/{name}", params=asked), 403)
    if name != "at-risk":
        wrong = asked | dict.fromkeys(
            [one for one in ("term", "department", "course") if one in asked], "none"
        )
        problem(registrar.send("GET", f"reports/{name}", params=wrong), 404)
        problem(registrar.send("GET", f"reports/{name}"), 422)


@pytest.mark.parametrize("below", ["-1", "4.01", "2.001", "NaN", "Infinity", "two", "1e1"])
def test_averages_are_compared_with_one_that_can_be(registrar: Asking, below: str) -> None:
    problem(registrar.send("GET", "reports/at-risk", params={"below": below}), 422)
