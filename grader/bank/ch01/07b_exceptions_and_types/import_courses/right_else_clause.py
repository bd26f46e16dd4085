# kind: anticipated
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses: list[tuple[str, int]] = []
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        try:
            course = parse(line)
        except BadLine as error:
            problems.append(f"line {number}: {error}")
        else:
            courses.append(course)
    return courses, problems
