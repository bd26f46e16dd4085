"""What the university offers: departments, courses, and a term's sections."""

from dataclasses import dataclass

from university.domain.errors import InvalidValue
from university.domain.requirements import NOTHING, Requirement, courses_in
from university.domain.timetable import Meeting


@dataclass(frozen=True, slots=True)
class Department:
    """A department; `code` is the prefix of its courses' codes, such as `BIO`."""

    code: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course as the catalogue lists it, such as `BIO-201`.

    `prerequisites` must be behind a student; `corequisites` are course codes to be taken before or together.
    """

    code: str
    title: str
    department: str
    credits: int
    description: str = ""
    prerequisites: Requirement = NOTHING
    corequisites: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.credits < 0:
            raise InvalidValue(
                f"{self.code} has {self.credits} credits.", remedy="Give zero or more credits."
            )
        if self.code in self.corequisites or self.code in courses_in(self.prerequisites):
            raise InvalidValue(f"{self.code} requires itself.", remedy="Remove it from its requirements.")


@dataclass(frozen=True, slots=True)
class Section:
    """One offering of a course in a term, such as `BIO-201-A`; `instructor` is a professor's number."""

    id: str
    course: str
    term: str
    instructor: str
    capacity: int
    waitlist_capacity: int
    meetings: tuple[Meeting, ...] = ()

    def __post_init__(self) -> None:
        if self.capacity < 0 or self.waitlist_capacity < 0:
            raise InvalidValue(f"{self.id} has a negative size.", remedy="Give sizes of zero or more.")
