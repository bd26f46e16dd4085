# kind: anticipated
# message: When nothing fits, the answer is None
def newest(available: list[str], wanted: str) -> str | None:
    def numbers(version):
        parts = [int(part) for part in version.split(".")]
        return tuple(parts + [0] * (8 - len(parts)))

    def fulfils(version, condition):
        sign = condition[:2] if condition[:2] in (">=", "==", "!=") else "<"
        other = numbers(condition[len(sign):].strip())
        mine = numbers(version)
        return {">=": mine >= other, "==": mine == other, "!=": mine != other, "<": mine < other}[sign]

    conditions = [part.strip() for part in wanted.split(",") if part.strip()]
    final = [one for one in available if not any(sign.isalpha() for sign in one)]
    fitting = [one for one in final if all(fulfils(one, condition) for condition in conditions)]
    return max(fitting, key=numbers)
