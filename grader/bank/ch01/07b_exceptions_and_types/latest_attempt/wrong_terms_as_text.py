# kind: observed
# message: the results come in the order of time, which is not the alphabet's
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    results = list(results)
    others = [result for result in results if result.grade in {"W", "I", "P", "AU"}]
    attempts = [result for result in results if result not in others]
    return others + [
        max((result for result in attempts if result.course == course), key=lambda result: result.term)
        for course in {result.course for result in attempts}
    ]
