# kind: anticipated
# message: the W is no attempt, so it replaces nothing
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    latest = {}
    for result in results:
        latest[result.course] = result
    return list(latest.values())
