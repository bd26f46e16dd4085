# kind: anticipated
# message: and the lines after it are imported all the same
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    courses, problems, number = [], [], 0
    try:
        for line in lines:
            number += 1
            courses.append(parse(line))
    except BadLine as error:
        problems.append(f"line {number}: {error}")
    return courses, problems
