# kind: anticipated
def outcome(line, parse):
    try:
        return parse(line), None
    except BadLine as problem:
        return None, str(problem)


def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    outcomes = [outcome(line, parse) for line in lines]
    courses = [course for course, reason in outcomes if reason is None]
    problems = [f"line {place + 1}: {reason}" for place, (_, reason) in enumerate(outcomes) if reason is not None]
    return courses, problems
