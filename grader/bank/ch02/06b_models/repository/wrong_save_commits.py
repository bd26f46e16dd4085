# kind: anticipated
# message: The repository committed: then half of a use case would stay when the other half fails. Only whoever opened th
class DatabaseSections:
    """Fulfils Sections on a session. Never commits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _value(self, row: SectionRow) -> Section:
        return Section(row.id, row.course, row.capacity, row.taken)

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
        found = select(SectionRow).where(SectionRow.course == course).order_by(SectionRow.id)
        return [self._value(row) for row in self._session.scalars(found)]

    def with_free_seats(self, seats: int) -> list[Section]:
        """The sections with at least so many free seats: most free seats first, equal ones by id."""
        left = SectionRow.capacity - SectionRow.taken
        found = select(SectionRow).where(left >= seats).order_by(left.desc(), SectionRow.id)
        return [self._value(row) for row in self._session.scalars(found)]

    def save(self, section: Section) -> bool:
        """Write capacity and taken; False where there is no such section."""
        row = self._session.get(SectionRow, section.id)
        if row is None:
            return False
        row.capacity, row.taken = section.capacity, section.taken
        self._session.commit()
        return True

    def remove(self, id: str) -> bool:
        """Forget the section; False where there is none."""
        row = self._session.get(SectionRow, id)
        if row is None:
            return False
        self._session.delete(row)
        return True
