# kind: anticipated
# message: Sections without a room may be many
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
        course: Mapped[str] = mapped_column(ForeignKey("courses.code"))
        term: Mapped[str]
        room: Mapped[str]
        capacity: Mapped[int]
        taken: Mapped[int] = mapped_column(default=0)

    return Base, CourseRow, SectionRow
