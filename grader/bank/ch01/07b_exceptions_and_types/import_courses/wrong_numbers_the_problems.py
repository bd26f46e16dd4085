# kind: anticipated
# message: with the number of its place among all lines
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses, problems = [], []
    for line in lines:
        try:
            courses.append(parse(line))
        except BadLine as error:
            problems.append(f"line {len(problems) + 1}: {error}")
    return courses, problems
