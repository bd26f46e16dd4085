# kind: anticipated
# message: A bad line becomes a text with its number, counted from 1
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses, problems = [], []
    for number, line in enumerate(lines):
        try:
            courses.append(parse(line))
        except BadLine as error:
            problems.append(f"line {number}: {error}")
    return courses, problems
