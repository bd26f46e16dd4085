# kind: anticipated
from string import ascii_letters, ascii_uppercase, digits


@dataclass(frozen=True)
class CourseCode:
    """A course's code, such as BIO-201; equal codes are equal values."""

    department: str
    number: int

    def __post_init__(self) -> None:
        if len(self.department) not in (2, 3, 4) or not set(self.department) <= set(ascii_uppercase):
            raise InvalidValue("That is no department.", remedy="Use two to four capital letters.")
        if self.number < 100 or self.number > 499:
            raise InvalidValue("That is no course number.", remedy="Use 100 to 499.")

    @classmethod
    def parse(cls, text: str) -> "CourseCode":
        parts = text.strip().split("-")
        if len(parts) != 2 or len(parts[1]) != 3:
            raise InvalidValue("That is no course code.", remedy="Write it like BIO-201.")
        if any(c not in ascii_letters for c in parts[0]) or any(c not in digits for c in parts[1]):
            raise InvalidValue("That is no course code.", remedy="Write it like BIO-201.")
        return cls(parts[0].upper(), int(parts[1]))

    def __str__(self) -> str:
        return f"{self.department}-{self.number}"
