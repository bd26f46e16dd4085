# kind: anticipated
def mended() -> str:
    return '''
CREDITS = {"BIO-101": 3, "CHE-101": 4, "MAT-110": 4}


def credits_of(course: str) -> int:
    """The credits of a course; 0 for one that is not in the list."""
    return CREDITS[course] if course in CREDITS else 0


def chosen(courses: list[str]) -> list[str]:
    """The courses in their order, without the spaces around them; what is empty then is left out."""
    found: list[str] = []
    for course in courses:
        cleaned = course.strip()
        if cleaned:
            found.append(cleaned)
    return found


def total(courses: list[str]) -> int:
    """The credits of all courses, cleaned by `chosen`; one that stands there twice counts once."""
    added = 0
    for course in dict.fromkeys(chosen(courses)):
        added += credits_of(course)
    return added


def heading(name: str | None, courses: list[str]) -> str:
    """Such as `Ana: 7 credits`, the name without spaces around it; `nobody` for None and where nothing is left of the name."""
    who = "nobody" if name is None or not name.strip() else name.strip()
    return who + ": " + str(total(courses)) + " credits"
'''
