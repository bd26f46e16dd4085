# kind: anticipated
# message: The latest attempt counts although it was worse
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    first, apart = {}, []
    for result in results:
        if result.grade in {"W", "I", "P", "AU"}:
            apart.append(result)
        else:
            first.setdefault(result.course, result)
    return [*first.values(), *apart]
