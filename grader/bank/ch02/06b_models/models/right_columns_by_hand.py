# kind: anticipated
def models() -> tuple[type, type, type]:
    """Base, CourseRow and SectionRow, made anew."""
    from sqlalchemy import Column, Index, Integer

    class Base(DeclarativeBase):
        pass

    class CourseRow(Base):
        __tablename__ = "courses"

        code: Mapped[str] = mapped_column(String(40), primary_key=True)
        title: Mapped[str]

    class SectionRow(Base):
        __tablename__ = "sections"

        id = Column(String(40), primary_key=True)
        course = Column(String(40), ForeignKey(CourseRow.code), nullable=False)
        term = Column(String, nullable=False)
        room = Column(String, nullable=True)
        capacity = Column(Integer, nullable=False)
        taken = Column(Integer, CheckConstraint("taken >= 0"), nullable=False, default=0)
        __table_args__ = (
            CheckConstraint("NOT taken > capacity"),
            Index("room_of_a_term", "term", "room", unique=True),
        )

    return Base, CourseRow, SectionRow
