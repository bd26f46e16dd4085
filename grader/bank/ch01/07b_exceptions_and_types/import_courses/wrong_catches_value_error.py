# kind: anticipated
# message: `ValueError` is its base class and would catch a fault of `parse` as well
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses, problems = [], []
    for number, line in enumerate(lines, start=1):
        try:
            courses.append(parse(line))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    return courses, problems
