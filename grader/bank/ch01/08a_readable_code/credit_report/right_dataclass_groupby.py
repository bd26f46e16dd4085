# kind: anticipated
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Line:
    number: str
    course: str
    credits: int
    status: str

    @classmethod
    def parse(cls, text: str) -> "Line":
        match [part.strip().lower() for part in text.split(";")]:
            case [number, course, credits, status]:
                return cls(number.upper(), course, int(credits), status)
        raise ValueError(text)


def student_total(own: list[Line]) -> int:
    """Credits of one student's lines: each course by its first line."""
    firsts: dict[str, Line] = {}
    for line in own:
        firsts.setdefault(line.course, line)
    return sum(line.credits for line in firsts.values() if line.status == "enrolled")


def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    texts = [text for text in lines if text.strip() and not text.lstrip().startswith("#")]
    parsed = sorted((Line.parse(text) for text in texts), key=lambda line: line.number)  # stable
    return [(number, student_total(list(own))) for number, own in groupby(parsed, key=lambda line: line.number)]
