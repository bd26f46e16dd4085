# kind: anticipated
# message: which ends after one time through
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    apart = [result for result in results if result.grade in {"W", "I", "P", "AU"}]
    latest = {result.course: result for result in results if result.grade not in {"W", "I", "P", "AU"}}
    return [*latest.values(), *apart]
