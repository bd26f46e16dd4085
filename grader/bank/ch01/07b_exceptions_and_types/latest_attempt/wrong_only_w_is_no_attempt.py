# kind: anticipated
# message: `W`, `I`, `P` and `AU` are no attempts
def latest_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    latest, apart = {}, []
    for result in results:
        if result.grade == "W":
            apart.append(result)
        else:
            latest[result.course] = result
    return [*latest.values(), *apart]
