# kind: anticipated
# message: catch `BadLine`, not every exception
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses, problems = [], []
    for number, line in enumerate(lines, start=1):
        try:
            courses.append(parse(line))
        except Exception as error:
            problems.append(f"line {number}: {error}")
    return courses, problems
