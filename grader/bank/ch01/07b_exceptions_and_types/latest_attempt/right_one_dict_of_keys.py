# kind: anticipated
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    """Attempts share a key by course; each of the others has a key of its own."""
    kept: dict[object, CourseResult] = {}
    for place, result in enumerate(results):
        kept[place if result.grade in frozenset({"W", "I", "P", "AU"}) else result.course] = result
    return [*kept.values()]
