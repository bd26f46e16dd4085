# kind: anticipated
# message: Only `room` may be NULL: an annotation with `| None` allows it
def models() -> tuple[type, type, type]:
    """Base, CourseRow and SectionRow, made anew."""

    class Base(DeclarativeBase):
        pass

    class CourseRow(Base):
        __tablename__ = "courses"

        code: Mapped[str] = mapped_column(String(40), primary_key=True)
        title: Mapped[str]

    class SectionRow(Base):
        __tablename__ = "sections"
        __table_args__ = (
            CheckConstraint("taken >= 0 AND taken <= capacity"),
            UniqueConstraint("term", "room"),
        )

        id: Mapped[str] = mapped_column(String(40), primary_key=True)
        course: Mapped[str | None] = mapped_column(ForeignKey("courses.code"))
        term: Mapped[str]
        room: Mapped[str | None]
        capacity: Mapped[int]
        taken: Mapped[int] = mapped_column(default=0)

    return Base, CourseRow, SectionRow
