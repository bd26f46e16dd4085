# kind: anticipated
# message: this promise is in the docstring, and no tool had a finding
def mended() -> str:
    return '''
CREDITS = {"BIO-101": 3, "CHE-101": 4, "MAT-110": 4}


def credits_of(course: str) -> int:
    """The credits of a course; 0 for one that is not in the list."""
    return CREDITS.get(course, 0)


def chosen(courses: list[str]) -> list[str]:
    """The courses in their order, without the spaces around them; what is empty then is left out."""
    return [course.strip() for course in courses if course.strip()]


def total(courses: list[str]) -> int:
    """The credits of all courses, cleaned by `chosen`; one that stands there twice counts once."""
    return sum(credits_of(course) for course in chosen(courses))


def heading(name: str | None, courses: list[str]) -> str:
    """Such as `Ana: 7 credits`, the name without spaces around it; `nobody` for None and where nothing is left of the name."""
    who = (name or "").strip() or "nobody"
    return f"{who}: {total(courses)} credits"
'''
