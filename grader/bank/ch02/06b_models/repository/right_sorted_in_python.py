# kind: anticipated
class DatabaseSections:
    """Fulfils Sections on a session. Never commits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @staticmethod
    def _value(row: SectionRow) -> Section:
        return Section(id=row.id, course=row.course, capacity=row.capacity, taken=row.taken)

    def _all(self) -> list[Section]:
        return [self._value(row) for row in self._session.scalars(select(SectionRow).order_by(SectionRow.id))]

    def add(self, section: Section) -> None:
        """Keep a new section."""
        self._session.add(
            SectionRow(id=section.id, course=section.course, capacity=section.capacity, taken=section.taken)
        )

    def get(self, id: str) -> Section | None:
        """The section, or None."""
        row = self._session.get(SectionRow, id)
        return None if row is None else self._value(row)

    def of_course(self, course: str) -> list[Section]:
        """The sections of a course, by id."""
        return [one for one in self._all() if one.course == course]

    def with_free_seats(self, seats: int) -> list[Section]:
        """The sections with at least so many free seats: most free seats first, equal ones by id."""
        enough = [one for one in self._all() if one.capacity - one.taken >= seats]
        return sorted(enough, key=lambda one: one.taken - one.capacity)

    def save(self, section: Section) -> bool:
        """Write capacity and taken; False where there is no such section."""
        row = self._session.get(SectionRow, section.id)
        if row is None:
            return False
        row.capacity, row.taken = section.capacity, section.taken
        return True

    def remove(self, id: str) -> bool:
        """Forget the section; False where there is none."""
        row = self._session.get(SectionRow, id)
        if row is None:
            return False
        self._session.delete(row)
        return True
