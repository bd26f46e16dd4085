# kind: anticipated
def import_courses(
    lines: list[str], parse: Callable[[str], tuple[str, int]]
) -> tuple[list[tuple[str, int]], list[str]]:
    found, wrong = [], []
    at = 0
    while at < len(lines):
        at += 1
        try:
            found += [parse(lines[at - 1])]
        except ValueError as error:
            if not isinstance(error, BadLine):
                raise
            wrong += ["line {}: {}".format(at, error)]
    return (found, wrong)
