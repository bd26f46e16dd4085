"""What anybody may read: the catalogue, its lists by cursor, and what a client has seen already."""

from __future__ import annotations

import pytest
from asking import Asking, problem


def test_the_root_leads_to_every_collection(anybody: Asking) -> None:
    links = anybody.get("")["links"]
    for name in ("courses", "departments", "terms", "sections"):
        assert anybody.get(links[name])["items"]
    assert anybody.get(links["description"])["openapi"].startswith("3.1")


def test_a_list_is_read_to_its_end_each_item_once(anybody: Asking) -> None:
    total = sum(department["courses"] for department in anybody.get("departments")["items"])
    codes = [course["code"] for course in anybody.all("courses", limit=50)]
    assert codes == sorted(set(codes))
    assert len(codes) == total


@pytest.mark.parametrize("sort", ["code", "-code", "title", "-title", "credits", "-credits"])
def test_courses_come_in_the_order_asked_for(anybody: Asking, sort: str) -> None:
    name = sort.removeprefix("-")
    found = anybody.all("courses", sort=sort, limit=60)
    places = [(course[name], course["code"]) for course in found]
    assert places == sorted(places, reverse=sort.startswith("-"))
    assert len({course["code"] for course in found}) == len(found)


def test_courses_are_filtered(anybody: Asking) -> None:
    found = anybody.all("courses", department="BIO", credits=4)
    assert found
    assert {(course["department"], course["credits"]) for course in found} == {("BIO", 4)}
    course = found[0]
    assert course["code"] in [one["code"] for one in anybody.all("courses", q=course["title"].upper())]
    assert anybody.get("courses", q="qqqqzzzz") | {"links": None} == {
        "items": [],
        "next": None,
        "links": None,
    }


def test_links_lead_from_a_course_to_its_sections_and_back(anybody: Asking) -> None:
    term = anybody.get("terms")["current"]
    section = anybody.get("sections", term=term, limit=1)["items"][0]
    course = anybody.get(section["links"]["course"])
    ids = [one["id"] for one in anybody.all(course["links"]["sections"])]
    assert section["id"] in ids
    assert anybody.get(section["links"]["self"])["id"] == section["id"]
    assert anybody.get(course["links"]["department"])["code"] == course["department"]


def test_sections_are_filtered(anybody: Asking) -> None:
    term = anybody.get("terms")["current"]
    everything = anybody.all("sections", term=term, limit=100)
    open = anybody.all("sections", term=term, limit=100, open="true")
    assert [one["id"] for one in open] == [
        one["id"] for one in everything if one["seats_taken"] < one["capacity"]
    ]
    number = everything[0]["instructor"]["number"]
    taught = anybody.all("sections", term=term, instructor=number)
    assert {one["instructor"]["number"] for one in taught} == {number}


def test_what_was_seen_is_not_sent_again(anybody: Asking) -> None:
    for path in ("departments", "courses?limit=3", "terms"):
        first = anybody.send("GET", path)
        tag = first.headers["ETag"]
        for seen in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = anybody.send("GET", path, headers={"If-None-Match": seen})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == tag
        assert anybody.send("GET", path, headers={"If-None-Match": '"other"'}).content == first.content


def test_head_is_get_without_the_body(anybody: Asking) -> None:
    answer = anybody.send("HEAD", "courses/BIO-101")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"] == anybody.send("GET", "courses/BIO-101").headers["ETag"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=abc", "limit=1.5", "limit=" + "9" * 500, "limit=1&limit=2",
        "sort=size",
        "credits=-1", "credits=1e3", "q=" + "x" * 101, "nonsense=1", "cursor=", "cursor=nonsense",
        "cursor=" + "A" * 1_500, "cursor=%00", "department=" + "Z" * 41,
    ],
)  # fmt: skip
def test_values_that_cannot_be_right_are_named(anybody: Asking, query: str) -> None:
    assert problem(anybody.send("GET", f"courses?{query}"), 422)["detail"]


def test_the_cursor_of_another_list_is_refused(anybody: Asking) -> None:
    cursor = anybody.get("courses", limit=1, sort="title")["next"]
    for path in ("courses", "courses?sort=-title", "courses?sort=title&department=BIO", "sections"):
        answer = anybody.send("GET", path + ("&" if "?" in path else "?") + f"cursor={cursor}")
        problem(answer, 422, "value.invalid")


@pytest.mark.parametrize("query", ["q=%ff%fe", "%ff=1", "department=%c3%28"])
def test_an_address_that_is_no_text_is_refused(anybody: Asking, query: str) -> None:
    problem(anybody.send("GET", f"courses?{query}"), 400, "request.unreadable")


@pytest.mark.parametrize("query", ["q=%00", "q=%25_", "q=%27%3B--", "department=bio", "department=%00"])
def test_strange_words_find_nothing_and_break_nothing(anybody: Asking, query: str) -> None:
    assert anybody.send("GET", f"courses?{query}").json()["items"] == []


@pytest.mark.parametrize(
    "path",
    ["nothing", "courses/ZZZ-999", "courses/%00", "courses/" + "X" * 500, "courses/..%2F", "terms/1",
     "sections/x", "departments/bio", "courses/BIO-101/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(anybody: Asking, path: str) -> None:
    problem(anybody.send("GET", path), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_catalogue_is_only_read(anybody: Asking, method: str) -> None:
    answer = anybody.send(method, "courses")
    problem(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_only_json_is_to_be_had(anybody: Asking) -> None:
    problem(anybody.send("GET", "courses", headers={"Accept": "text/html"}), 406)
    for accept in ("*/*", "application/*;q=0.5", "text/html, application/json;q=0.1"):
        assert anybody.send("GET", "terms", headers={"Accept": accept}).status_code == 200


def test_a_request_keeps_the_id_it_comes_with(anybody: Asking) -> None:
    answer = anybody.send("GET", "terms", headers={"X-Request-ID": "journey-7"})
    assert answer.headers["X-Request-ID"] == "journey-7"


def test_every_answer_protects_who_reads_it(anybody: Asking) -> None:
    for path in ("courses", "nothing", "courses?limit=0"):
        headers = anybody.send("GET", path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Request-ID"]
        assert "Set-Cookie" not in headers
