# kind: anticipated
import operator
import re
from itertools import zip_longest

SIGNS = {">=": operator.ge, "<": operator.lt, "==": operator.eq, "!=": operator.ne}


def newest(available: list[str], wanted: str) -> str | None:
    conditions = re.findall(r"(>=|<|==|!=)\s*([\d.]+)", wanted)
    length = max((text.count(".") + 1 for text in [*available, *(v for _, v in conditions)]), default=1)

    def padded(version: str) -> list[int]:
        numbers = [int(part) for part in version.split(".")]
        return numbers + [0] * (length - len(numbers))

    best = None
    for version in available:
        if not re.fullmatch(r"[\d.]+", version):
            continue
        if not all(SIGNS[sign](padded(version), padded(other)) for sign, other in conditions):
            continue
        if best is None or padded(version) > padded(best):
            best = version
    return best
