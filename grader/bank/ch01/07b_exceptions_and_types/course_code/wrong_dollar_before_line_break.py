# kind: observed
# message: A line break is no letter
import re


@dataclass(frozen=True)
class CourseCode:
    """A course's code, such as BIO-201; equal codes are equal values."""

    department: str
    number: int

    def __post_init__(self) -> None:
        if re.match(r"[A-Z]{2,4}$", self.department) is None:
            raise InvalidValue(f"{self.department!r} is no department.", remedy="Use two to four capital letters.")
        if self.number not in range(100, 500):
            raise InvalidValue(f"{self.number} is no course number.", remedy="Use a number from 100 to 499.")

    @classmethod
    def parse(cls, text: str) -> "CourseCode":
        found = re.fullmatch("([A-Za-z]{2,4})-([0-9]{3})", text.strip())
        if found is None:
            raise InvalidValue(f"{text!r} is no course code.", remedy="Write it like BIO-201.")
        return cls(found[1].upper(), int(found[2]))

    def __str__(self) -> str:
        return f"{self.department}-{self.number}"
