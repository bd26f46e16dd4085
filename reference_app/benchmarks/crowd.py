"""A university of any size, made by the database itself: a million enrolments in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, text

from benchmarks.campus import NOW

TERMS = 8
THIS_TERM = f"T-{TERMS}"
EACH = 5
"""Places of a student in a term."""

STRIDE = 7919
"""A prime, so that what is read one after the other does not lie side by side."""

SEATS, LINE = 25, 5
"""A section of this term has as many seats, all taken, and as many wait; earlier ones seated them all."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many there are of each."""

    students: int

    @property
    def enrolments(self) -> int:
        """Of all students, in all terms."""
        return self.students * TERMS * EACH

    @property
    def sections(self) -> int:
        """In one term; they are numbered from 0, and two of them are of one course."""
        return self.students * EACH // (SEATS + LINE)

    def student(self, n: int) -> str:
        """One of the students: another for each `n`, as long as there are any."""
        return f"S-{n * STRIDE % self.students}"

    def section(self, n: int) -> str:
        """One of this term's sections, likewise."""
        return f"X-{n * STRIDE % self.sections}-{TERMS}"

    def course(self, n: int) -> str:
        """One of the courses, likewise."""
        return f"C-{n * STRIDE % (self.sections // 2)}"


def crowd_of(enrolments: int) -> Crowd:
    """The crowd with about so many enrolments, at least 2,000."""
    return Crowd(max(enrolments, 2_000) // (TERMS * EACH) // 12 * 12)


# Place n of a term belongs to student n / EACH, in section n % sections; in the table they lie in no order.
FILL = """
INSERT INTO departments (code, name, about)
SELECT 'D-' || d, 'Department ' || d, '' FROM generate_series(0, 19) d;

INSERT INTO professors (number, name, department)
SELECT 'P-' || p, 'Professor ' || p, 'D-' || p % 20 FROM generate_series(0, :sections / 10) p;

INSERT INTO courses (code, title, department, credits, description)
SELECT 'C-' || c, 'Course ' || c, 'D-' || c % 20, 3, 'What it is about.'
FROM generate_series(0, :sections / 2 - 1) c;

INSERT INTO terms (code, name, starts, ends, zone, add_opens, add_closes, drop_opens, drop_closes,
                   withdraw_opens, withdraw_closes, grading_opens, grading_closes)
SELECT 'T-' || t, 'Term ' || t, d, d + 120, 'UTC', d - 30, d + 30, d - 30, d + 45,
       d + 45, d + 90, d + 110, d + 130
FROM (SELECT t, CAST(:now AS date) - 10 - (:terms - t) * 180 AS d FROM generate_series(1, :terms) t) days;

INSERT INTO sections (id, course, term, instructor, capacity, waitlist_capacity, seats_taken, waiting)
SELECT 'X-' || s || '-' || t, 'C-' || s / 2, 'T-' || t, 'P-' || s / 10, seats, :line, seats,
       :seats + :line - seats
FROM generate_series(0, :sections - 1) s,
     (SELECT t, :seats + CASE WHEN t = :terms THEN 0 ELSE :line END AS seats
      FROM generate_series(1, :terms) t) sizes;

INSERT INTO meetings (section, day, starts, ends, room)
SELECT id, 1 + (row_number() OVER ()) % 5, '09:00', '10:00', 'Room' FROM sections;

INSERT INTO grade_sheets (section, state, version)
SELECT id, CASE WHEN term = 'T-' || :terms THEN 'draft' ELSE 'posted' END, 0 FROM sections;

INSERT INTO students (number, name, version)
SELECT 'S-' || s, 'Student ' || s, 0 FROM generate_series(0, :students - 1) s;

INSERT INTO enrolments (student, section, status, since)
SELECT 'S-' || n / :each, 'X-' || n % :sections || '-' || t,
       CASE WHEN t = :terms AND n / :sections >= :seats THEN 'waitlisted' ELSE 'enrolled' END,
       CAST(:now AS timestamptz) - (:terms - t) * interval '180 days' + n * interval '1 microsecond'
FROM generate_series(1, :terms) t, generate_series(0, CAST(:students AS integer) * :each - 1) n
ORDER BY t, random();

INSERT INTO grades (section, student, grade)
SELECT enrolments.section, student, 'B' FROM enrolments
JOIN grade_sheets ON grade_sheets.section = enrolments.section WHERE state = 'posted'
"""

SETTINGS = (
    "SET statement_timeout = 0",
    "SET synchronous_commit = off",
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '256MB'",
)

CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'u') AND connamespace = 'public'::regnamespace ORDER BY contype DESC
"""
"""Unique ones come first: a foreign key may refer to them."""

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON oid = indexrelid
WHERE relnamespace = 'public'::regnamespace AND NOT indisunique
"""


def fill(url: str, crowd: Crowd) -> None:
    """Put the crowd into a database that holds nothing yet, and tell the planner."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    values = {
        "students": crowd.students,
        "sections": crowd.sections,
        "terms": TERMS,
        "each": EACH,
        "seats": SEATS,
        "line": LINE,
        "now": NOW,
    }
    with engine.connect() as connection:
        for setting in SETTINGS:
            connection.execute(text(setting))
        back = _drop_what_slows_down(connection)
        for statement in FILL.split(";"):
            connection.execute(text(statement), values)
        for add in back:
            connection.execute(text(add))
        connection.execute(text("VACUUM (ANALYZE)"))
    engine.dispose()


def _drop_what_slows_down(connection: Connection) -> list[str]:
    """Indexes and keys are made faster from all rows than row by row. Returns what puts them back."""
    indexes = connection.execute(text(INDEXES)).all()
    constraints = connection.execute(text(CONSTRAINTS)).all()
    for table, name, _ in constraints:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    return [
        *(definition for _, definition in indexes),
        *(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
            for table, name, definition in constraints
        ),
    ]
