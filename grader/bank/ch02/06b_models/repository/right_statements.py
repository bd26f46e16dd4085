# kind: anticipated
from sqlalchemy import delete, update


class DatabaseSections:
    """Fulfils Sections on a session by statements alone. Never commits."""

    COLUMNS = (SectionRow.id, SectionRow.course, SectionRow.capacity, SectionRow.taken)

    def __init__(self, session: Session) -> None:
        self._session = session

    def _find(self, *conditions: Any, order: tuple = ()) -> list[Section]:
        question = select(*self.COLUMNS).where(*conditions).order_by(*order)
        return [Section(*row) for row in self._session.execute(question)]

    def add(self, section: Section) -> None:
        """Keep a new section."""
        id, course, capacity, taken = astuple(section)
        values = {"id": id, "course": course, "capacity": capacity, "taken": taken}
        self._session.execute(insert(SectionRow).values(**values))

    def get(self, id: str) -> Section | None:
        """The section, or None."""
        return next(iter(self._find(SectionRow.id == id)), None)

    def of_course(self, course: str) -> list[Section]:
        """The sections of a course, by id."""
        return self._find(SectionRow.course == course, order=(SectionRow.id,))

    def with_free_seats(self, seats: int) -> list[Section]:
        """The sections with at least so many free seats: most free seats first, equal ones by id."""
        order = (SectionRow.taken - SectionRow.capacity, SectionRow.id)
        return self._find(SectionRow.capacity >= SectionRow.taken + seats, order=order)

    def save(self, section: Section) -> bool:
        """Write capacity and taken; False where there is no such section."""
        change = update(SectionRow).where(SectionRow.id == section.id)
        done = self._session.execute(change.values(capacity=section.capacity, taken=section.taken))
        return done.rowcount == 1

    def remove(self, id: str) -> bool:
        """Forget the section; False where there is none."""
        return self._session.execute(delete(SectionRow).where(SectionRow.id == id)).rowcount == 1
