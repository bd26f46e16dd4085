# kind: anticipated
# message: versions are compared as numbers
def newest(available: list[str], wanted: str) -> str | None:
    def numbers(version):
        return version

    def fulfils(version, condition):
        sign = condition[:2] if condition[:2] in (">=", "==", "!=") else "<"
        other = numbers(condition[len(sign):].strip())
        mine = numbers(version)
        return {">=": mine >= other, "==": mine == other, "!=": mine != other, "<": mine < other}[sign]

    conditions = [part.strip() for part in wanted.split(",") if part.strip()]
    final = [one for one in available if not any(sign.isalpha() for sign in one)]
    fitting = [one for one in final if all(fulfils(one, condition) for condition in conditions)]
    return max(fitting, key=numbers, default=None)
