# kind: anticipated
# message: The caller's list was changed: leave `available` as it is.
def newest(available: list[str], wanted: str) -> str | None:
    def numbers(version):
        parts = [int(part) for part in version.split(".")]
        return parts + [0] * (8 - len(parts))

    for version in list(available):
        if any(sign.isalpha() for sign in version):
            available.remove(version)
    available.sort(key=numbers, reverse=True)
    for version in available:
        for condition in filter(str.strip, wanted.split(",")):
            condition = condition.strip()
            sign = condition[:2] if condition[1] == "=" else "<"
            mine, other = numbers(version), numbers(condition[len(sign) :].strip())
            if not {">=": mine >= other, "==": mine == other, "!=": mine != other, "<": mine < other}[sign]:
                break
        else:
            return version
    return None
