# kind: anticipated
def newest(available: list[str], wanted: str) -> str | None:
    def numbers(version: str) -> tuple[int, ...]:
        parts = [int(part) for part in version.strip().split(".")]
        while parts and parts[-1] == 0:
            parts.pop()
        return tuple(parts)

    def fulfils(version: str, condition: str) -> bool:
        if condition.startswith(">="):
            return numbers(version) >= numbers(condition[2:])
        if condition.startswith("=="):
            return numbers(version) == numbers(condition[2:])
        if condition.startswith("!="):
            return numbers(version) != numbers(condition[2:])
        return numbers(version) < numbers(condition[1:])

    conditions = [part.strip() for part in wanted.split(",") if part.strip()]
    final = [one for one in available if not any(sign.isalpha() for sign in one)]
    fitting = [one for one in final if all(fulfils(one, condition) for condition in conditions)]
    return max(fitting, key=numbers, default=None)
