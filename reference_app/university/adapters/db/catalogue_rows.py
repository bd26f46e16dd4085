"""Tables of the catalogue: departments, courses, terms, sections and their meetings."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base


class DepartmentRow(Base):
    """A department."""

    __tablename__ = "departments"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    about: Mapped[str]


class CourseRow(Base):
    """A course of the catalogue."""

    __tablename__ = "courses"
    __table_args__ = (CheckConstraint("credits >= 0", name="credits_not_negative"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    department: Mapped[str] = mapped_column(ForeignKey("departments.code"), index=True)
    credits: Mapped[int]
    description: Mapped[str]

    prerequisites: Mapped[list[PrerequisiteRow]] = relationship(
        foreign_keys="PrerequisiteRow.course", cascade="all, delete-orphan", lazy="raise"
    )


class PrerequisiteRow(Base):
    """One course that must be completed before another."""

    __tablename__ = "prerequisites"
    __table_args__ = (CheckConstraint("course <> requires", name="not_itself"),)

    course: Mapped[str] = mapped_column(ForeignKey("courses.code"), primary_key=True)
    requires: Mapped[str] = mapped_column(ForeignKey("courses.code"), primary_key=True, index=True)


class TermRow(Base):
    """A term; `add_deadline` is campus local time and stays naive, because zones change their rules."""

    __tablename__ = "terms"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    add_deadline: Mapped[datetime]
    zone: Mapped[str]


class SectionRow(Base):
    """A section with its counters. The checks are the last line of defence against overselling."""

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint("enrolled >= 0 AND enrolled <= capacity", name="seats"),
        CheckConstraint("waiting >= 0 AND waiting <= waitlist_capacity", name="waitlist"),
        Index(None, "course", "term"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(ForeignKey("courses.code"))
    term: Mapped[str] = mapped_column(ForeignKey("terms.code"))
    instructor: Mapped[str]
    capacity: Mapped[int]
    waitlist_capacity: Mapped[int]
    enrolled: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)

    meetings: Mapped[list[MeetingRow]] = relationship(
        order_by="(MeetingRow.day, MeetingRow.start)", cascade="all, delete-orphan", lazy="raise"
    )


class MeetingRow(Base):
    """One weekly meeting of a section, in campus local time."""

    __tablename__ = "meetings"
    __table_args__ = (CheckConstraint('start < "end"', name="has_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(ForeignKey("sections.id"), index=True)
    day: Mapped[int]
    start: Mapped[time]
    end: Mapped[time]
    room: Mapped[str]
