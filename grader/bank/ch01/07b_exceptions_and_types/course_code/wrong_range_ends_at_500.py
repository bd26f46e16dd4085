# kind: anticipated
# message: refuses what lies beyond the limits
import re


@dataclass(frozen=True)
class CourseCode:
    """A course's code, such as BIO-201; equal codes are equal values."""

    department: str
    number: int

    def __post_init__(self) -> None:
        if not re.fullmatch("[A-Z]{2,4}", self.department) or not 100 <= self.number <= 500:
            raise InvalidValue("No course code.", remedy="Use BIO and 201.")

    @classmethod
    def parse(cls, text: str) -> "CourseCode":
        found = re.fullmatch(r"([A-Za-z]{2,4})-([0-9]{3})", text.strip())
        if found is None:
            raise InvalidValue("No course code.", remedy="Write BIO-201.")
        return cls(found[1].upper(), int(found[2]))

    def __str__(self) -> str:
        return f"{self.department}-{self.number}"
