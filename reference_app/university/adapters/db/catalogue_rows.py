"""Tables of the catalogue: departments, courses, terms, sections and their meetings."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Key, LocalDateTime, LocalTime, Name, Prose


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

    prerequisites: Mapped[list[PrerequisiteRow]] = relationship(
        foreign_keys="PrerequisiteRow.course", cascade="all, delete-orphan", lazy="raise"
    )


class PrerequisiteRow(Base):
    """One course that must be completed before another."""

    __tablename__ = "prerequisites"
    __table_args__ = (CheckConstraint("course <> requires", name="not_itself"),)

    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True)
    requires: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True, index=True)


class TermRow(Base):
    """A term."""

    __tablename__ = "terms"

    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    starts: Mapped[date]
    ends: Mapped[date]
    add_deadline: Mapped[datetime] = mapped_column(LocalDateTime)
    zone: Mapped[Name]


class SectionRow(Base):
    """A section with its counters. The checks are the last line of defence against overselling."""

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint("enrolled >= 0 AND enrolled <= capacity", name="seats"),
        CheckConstraint("waiting >= 0 AND waiting <= waitlist_capacity", name="waitlist"),
        Index(None, "course", "term"),
    )

    id: Mapped[Code] = mapped_column(primary_key=True)
    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"))
    term: Mapped[Code] = mapped_column(ForeignKey("terms.code"), index=True)
    instructor: Mapped[Name]
    capacity: Mapped[int]
    waitlist_capacity: Mapped[int]
    enrolled: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)

    meetings: Mapped[list[MeetingRow]] = relationship(
        order_by="(MeetingRow.day, MeetingRow.starts)", cascade="all, delete-orphan", lazy="raise"
    )


class MeetingRow(Base):
    """One weekly meeting of a section, in campus local time; `end` is a word of SQL, so `ends`."""

    __tablename__ = "meetings"
    __table_args__ = (CheckConstraint("starts < ends", name="has_length"),)

    id: Mapped[Key]
    section: Mapped[Code] = mapped_column(ForeignKey("sections.id"), index=True)
    day: Mapped[int]
    starts: Mapped[time] = mapped_column(LocalTime)
    ends: Mapped[time] = mapped_column(LocalTime)
    room: Mapped[Name]
