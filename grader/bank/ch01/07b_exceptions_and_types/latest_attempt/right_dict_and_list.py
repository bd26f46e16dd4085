# kind: anticipated
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    latest: dict[str, CourseResult] = {}
    others: list[CourseResult] = []
    for result in results:
        if result.grade in ("W", "I", "P", "AU"):
            others.append(result)
        else:
            latest[result.course] = result
    return list(latest.values()) + others
