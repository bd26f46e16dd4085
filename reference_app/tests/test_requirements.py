"""Requirement trees: what holds for every tree and every record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.adapters.campus.notation import BadRequirement, parse
from university.domain.grading import POINTS, WITHOUT_POINTS
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import (
    NOTHING,
    AllOf,
    AnyOf,
    Needs,
    Requirement,
    courses_in,
    describe,
    unmet,
)

CODES = ("ART-101", "BIO-101", "CHE-210", "MAT-102")
NEEDS = st.builds(
    Needs, st.sampled_from(CODES), st.sampled_from(["D", "C", "B-", "A", "F"]), in_progress=st.booleans()
)


def _joined(parts: st.SearchStrategy[Requirement]) -> st.SearchStrategy[Requirement]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(AllOf, several), st.builds(AnyOf, several))


TREES: st.SearchStrategy[Requirement] = st.recursive(NEEDS, _joined, max_leaves=8)
GRADES = st.sampled_from([*POINTS, *sorted(WITHOUT_POINTS)])
RESULT = st.builds(CourseResult, st.sampled_from(CODES), st.just("t"), st.just(4), GRADES)
RESULTS = st.lists(RESULT, max_size=6)
RECORDS = st.builds(AcademicRecord, RESULTS.map(tuple), st.frozensets(st.sampled_from(CODES)))


def needs_of(tree: Requirement) -> Iterator[Needs]:
    if isinstance(tree, Needs):
        yield tree
    else:
        for part in tree.parts:
            yield from needs_of(part)


def by_the_book(tree: Requirement, record: AcademicRecord) -> bool:
    """The meaning of a tree, said another way."""
    match tree:
        case Needs(course, minimum, in_progress):
            points = [POINTS[r.grade] for r in record.results if r.course == course and r.grade in POINTS]
            passed = any(one >= max(POINTS[minimum], POINTS["D"]) for one in points)
            by_p = minimum == "D" and any(r.course == course and r.grade == "P" for r in record.results)
            return passed or by_p or (in_progress and course in record.in_progress)
        case AllOf(parts):
            return all(by_the_book(part, record) for part in parts)
        case AnyOf(parts):
            return any(by_the_book(part, record) for part in parts)


@given(TREES, RECORDS)
def test_nothing_is_missing_exactly_when_the_tree_is_met(tree: Requirement, record: AcademicRecord) -> None:
    assert (unmet(tree, record) is None) == by_the_book(tree, record)


@given(TREES, RECORDS)
def test_what_is_missing_is_part_of_the_tree_and_still_missing(
    tree: Requirement, record: AcademicRecord
) -> None:
    missing = unmet(tree, record)
    if missing is not None:
        assert set(needs_of(missing)) <= set(needs_of(tree))
        assert unmet(missing, record) == missing, "what is missing has no part that is met"


@given(TREES, RECORDS, RESULTS, st.frozensets(st.sampled_from(CODES)))
def test_more_behind_a_student_never_makes_more_missing(
    tree: Requirement, record: AcademicRecord, more: list[CourseResult], sitting: frozenset[str]
) -> None:
    later = AcademicRecord((*record.results, *more), record.in_progress | sitting)
    if unmet(tree, record) is None:
        assert unmet(tree, later) is None


@given(TREES, RECORDS)
def test_meeting_what_is_missing_meets_the_tree(tree: Requirement, record: AcademicRecord) -> None:
    missing = unmet(tree, record)
    if missing is not None:
        top = tuple(CourseResult(needed.course, "t", 4, "A") for needed in needs_of(missing))
        assert unmet(tree, AcademicRecord((*record.results, *top), record.in_progress)) is None


@given(TREES)
def test_words_name_every_course_in_its_order(tree: Requirement) -> None:
    found = [(describe(tree).find(code), code) for code in set(courses_in(tree))]
    assert all(at >= 0 for at, _ in found)
    assert [code for _, code in sorted(found)] == list(dict.fromkeys(courses_in(tree)))


def simple(tree: Requirement) -> Requirement:
    """The tree without joints of one part, as nobody would write them."""
    if isinstance(tree, Needs):
        return tree
    parts = tuple(simple(part) for part in tree.parts)
    return parts[0] if len(parts) == 1 else type(tree)(parts)


@given(TREES.map(simple))
def test_what_the_words_say_can_be_read_back(tree: Requirement) -> None:
    assert parse(describe(tree)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", NOTHING),
        ("BIO-101", Needs("BIO-101")),
        (" BIO-101L ", Needs("BIO-101L")),
        (
            "BIO-101 and (CHE-210 or MAT-102 with B- or better)",
            AllOf((Needs("BIO-101"), AnyOf((Needs("CHE-210"), Needs("MAT-102", "B-"))))),
        ),
        ("BIO-101 with C or better (may be in progress)", Needs("BIO-101", "C", in_progress=True)),
        ("((BIO-101))", Needs("BIO-101")),
    ],
)
def test_notation(text: str, tree: Requirement) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("BIO-101 and", r"expected a course such as BIO-101.*BIO-101 and▸"),
        ("BIO-101 and CHE-101 or MAT-101", "put one of them into brackets"),
        ("(BIO-101", "not closed"),
        ("BIO-101)", r"expected `and`, `or` or the end.*BIO-101▸\)"),
        ("bio-101", "expected a course"),
        ("BIO-101 with P or better", "'P' is no minimum grade"),
        ("BIO-101 CHE-101", "expected `and`"),
        ("BIO-101 android", "expected `and`"),
    ],
)
def test_what_cannot_be_read_is_explained(text: str, says: str) -> None:
    with pytest.raises(BadRequirement, match=says):
        parse(text)
