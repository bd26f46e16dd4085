# kind: anticipated
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    seen = set()
    kept = []
    for result in reversed(list(results)):
        attempt = result.grade not in {"W", "I", "P", "AU"}
        if attempt and result.course in seen:
            continue
        if attempt:
            seen.add(result.course)
        kept.insert(0, result)
    return kept
