"""What a course asks of those who take it: a tree of AND, OR and courses with a minimum grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from university.domain.errors import InvalidValue
from university.domain.grading import POINTS
from university.domain.record import AcademicRecord


@dataclass(frozen=True, slots=True)
class Needs:
    """A course passed with `minimum` or better; one that is in progress counts if `in_progress`."""

    course: str
    minimum: str = "D"
    in_progress: bool = False

    def __post_init__(self) -> None:
        if self.minimum not in POINTS:
            raise InvalidValue(f"{self.minimum!r} is no minimum grade.", remedy=f"Use {', '.join(POINTS)}.")


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is needed; without parts nothing is."""

    parts: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: tuple[Requirement, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise InvalidValue("A choice of nothing can never be met.", remedy="Give at least one part.")


Requirement = Needs | AllOf | AnyOf

NOTHING = AllOf()


def unmet(requirement: Requirement, record: AcademicRecord) -> Requirement | None:
    """What of the requirement is still missing, or None when it is met.

    An AND is cut down to its missing parts; of an OR that is not met every part is missing.
    """
    match requirement:
        case Needs(course, minimum, in_progress):
            met = record.has_passed(course, minimum) or (in_progress and course in record.in_progress)
            return None if met else requirement
        case AllOf(parts):
            missing = tuple(left for part in parts if (left := unmet(part, record)) is not None)
            return AllOf(missing) if len(missing) > 1 else next(iter(missing), None)
        case AnyOf(parts):
            return None if any(unmet(part, record) is None for part in parts) else requirement


def courses_in(requirement: Requirement) -> Iterator[str]:
    """Every course that the tree names, in its order; a course may come more than once."""
    if isinstance(requirement, Needs):
        yield requirement.course
    else:
        for part in requirement.parts:
            yield from courses_in(part)


def describe(requirement: Requirement) -> str:
    """The requirement in words, such as `BIO-101 and (CHE-110 or PHY-110 with B- or better)`."""
    match requirement:
        case Needs(course, minimum, in_progress):
            grade = "" if minimum == "D" else f" with {minimum} or better"
            return f"{course}{grade}{' (may be in progress)' if in_progress else ''}"
        case AllOf(parts):
            return " and ".join(_in_brackets(part) for part in parts) or "nothing"
        case AnyOf(parts):
            return " or ".join(_in_brackets(part) for part in parts)


def _in_brackets(part: Requirement) -> str:
    text = describe(part)
    return f"({text})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else text
