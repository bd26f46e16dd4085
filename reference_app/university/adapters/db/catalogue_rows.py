"""Tables of the catalogue: departments, courses, terms, sections and their meetings."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Key, Label, LocalDateTime, LocalTime, Name, Prose, one_of
from university.adapters.db.people_rows import ProfessorRow
from university.domain.grading import POINTS


class DepartmentRow(Base):
    """A department."""

    __tablename__ = "departments"

    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    about: Mapped[Prose]


class CourseRow(Base):
    """A course of the catalogue."""

    __tablename__ = "courses"
    __table_args__ = (CheckConstraint("credits >= 0", name="credits_not_negative"),)

    code: Mapped[Code] = mapped_column(primary_key=True)
    title: Mapped[Name]
    department: Mapped[Code] = mapped_column(ForeignKey("departments.code"), index=True)
    credits: Mapped[int]
    description: Mapped[Prose]

    requirements: Mapped[list[RequirementRow]] = relationship(
        foreign_keys="RequirementRow.course", order_by="RequirementRow.node", viewonly=True, lazy="raise"
    )
    corequisites: Mapped[list[CorequisiteRow]] = relationship(
        foreign_keys="CorequisiteRow.course", viewonly=True, lazy="raise"
    )


class RequirementRow(Base):
    """A node of a course's tree of prerequisites, numbered from 0, the root, parents before their parts.

    A node `course` says which course it `needs`; `all` and `any` join the nodes that name them as `parent`.
    """

    __tablename__ = "requirements"
    __table_args__ = (
        CheckConstraint("kind IN ('all', 'any', 'course')", name="kind"),
        CheckConstraint("(kind = 'course') = (needs IS NOT NULL)", name="only_a_course_needs"),
        CheckConstraint("(kind = 'course') = (minimum IS NOT NULL)", name="only_a_course_has_a_minimum"),
        CheckConstraint("node >= 0", name="node"),
        CheckConstraint(one_of("minimum", POINTS), name="minimum"),
        CheckConstraint("parent < node", name="parents_first"),
        CheckConstraint("needs <> course", name="not_itself"),
        # A node goes with its parent: MariaDB looks after every row, so the tree goes in one statement.
        ForeignKeyConstraint(
            ["course", "parent"], ["requirements.course", "requirements.node"], ondelete="CASCADE"
        ),
    )

    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True)
    node: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parent: Mapped[int | None]
    kind: Mapped[Label]
    needs: Mapped[Code | None] = mapped_column(ForeignKey("courses.code"), index=True)
    minimum: Mapped[Label | None]
    in_progress: Mapped[bool]


class CorequisiteRow(Base):
    """A course that is taken before another or together with it."""

    __tablename__ = "corequisites"
    __table_args__ = (CheckConstraint("course <> requires", name="not_itself"),)

    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True)
    requires: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True, index=True)


class TermRow(Base):
    """A term with its windows, in campus local time."""

    __tablename__ = "terms"
    __table_args__ = (
        CheckConstraint("starts <= ends", name="starts_before_it_ends"),
        CheckConstraint("add_opens < add_closes", name="add_is_open"),
        CheckConstraint("drop_opens < drop_closes", name="drop_is_open"),
        CheckConstraint("withdraw_opens < withdraw_closes", name="withdraw_is_open"),
        CheckConstraint("grading_opens < grading_closes", name="grading_is_open"),
    )

    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    starts: Mapped[date]
    ends: Mapped[date]
    zone: Mapped[Name]
    add_opens: Mapped[datetime] = mapped_column(LocalDateTime)
    add_closes: Mapped[datetime] = mapped_column(LocalDateTime)
    drop_opens: Mapped[datetime] = mapped_column(LocalDateTime)
    drop_closes: Mapped[datetime] = mapped_column(LocalDateTime)
    withdraw_opens: Mapped[datetime] = mapped_column(LocalDateTime)
    withdraw_closes: Mapped[datetime] = mapped_column(LocalDateTime)
    grading_opens: Mapped[datetime] = mapped_column(LocalDateTime)
    grading_closes: Mapped[datetime] = mapped_column(LocalDateTime)


class SectionRow(Base):
    """A section with its counters. The checks are the last line of defence against overselling."""

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint("seats_taken >= 0 AND seats_taken <= capacity", name="seats"),
        CheckConstraint("waiting >= 0 AND waiting <= waitlist_capacity", name="waitlist"),
        Index(None, "course", "term"),
    )

    id: Mapped[Code] = mapped_column(primary_key=True)
    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"))
    term: Mapped[Code] = mapped_column(ForeignKey("terms.code"), index=True)
    instructor: Mapped[Code] = mapped_column(ForeignKey("professors.number"), index=True)
    capacity: Mapped[int]
    waitlist_capacity: Mapped[int]
    seats_taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)

    meetings: Mapped[list[MeetingRow]] = relationship(
        order_by="(MeetingRow.day, MeetingRow.starts)", viewonly=True, lazy="raise"
    )
    professor: Mapped[ProfessorRow] = relationship(viewonly=True, lazy="raise")


class MeetingRow(Base):
    """One weekly meeting of a section, in campus local time; `end` is a word of SQL, so `ends`."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("starts < ends", name="has_length"),
        CheckConstraint("day BETWEEN 1 AND 7", name="day"),
    )

    id: Mapped[Key]
    section: Mapped[Code] = mapped_column(ForeignKey("sections.id"), index=True)
    day: Mapped[int]
    starts: Mapped[time] = mapped_column(LocalTime)
    ends: Mapped[time] = mapped_column(LocalTime)
    room: Mapped[Name]
