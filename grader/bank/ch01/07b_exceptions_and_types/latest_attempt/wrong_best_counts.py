# kind: anticipated
# message: do not compare grades
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    from university.domain.grading import POINTS

    best, apart = {}, []
    for result in results:
        if result.grade in {"W", "I", "P", "AU"}:
            apart.append(result)
        elif result.course not in best or POINTS[result.grade] >= POINTS[best[result.course].grade]:
            best[result.course] = result
    return [*best.values(), *apart]
