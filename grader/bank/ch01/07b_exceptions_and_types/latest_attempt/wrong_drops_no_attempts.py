# kind: anticipated
# message: the W is no attempt, so it replaces nothing and stays
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    latest = {}
    for result in results:
        if result.grade not in {"W", "I", "P", "AU"}:
            latest[result.course] = result
    return list(latest.values())
