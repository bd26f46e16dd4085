# kind: anticipated
# message: `isalpha`, `isupper`, `isdigit` and `\d` accept those of every script
@dataclass(frozen=True)
class CourseCode:
    """A course's code, such as BIO-201; equal codes are equal values."""

    department: str
    number: int

    def __post_init__(self) -> None:
        if not (self.department.isalpha() and self.department.isupper() and 2 <= len(self.department) <= 4):
            raise InvalidValue("No department.", remedy="Use two to four capital letters.")
        if not 100 <= self.number <= 499:
            raise InvalidValue("No number.", remedy="Use 100 to 499.")

    @classmethod
    def parse(cls, text: str) -> "CourseCode":
        department, hyphen, number = text.strip().upper().partition("-")
        if not hyphen or len(number) != 3 or not number.isdigit():
            raise InvalidValue("No course code.", remedy="Write BIO-201.")
        return cls(department, int(number))

    def __str__(self) -> str:
        return f"{self.department}-{self.number}"
