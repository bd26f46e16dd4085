# kind: anticipated
# message: An enrolment that is taken out of the list is an orphan and is deleted
def relate() -> tuple[type, type, type, type]:
    """StudentRow, SectionRow, EnrolmentRow and NoteRow, made anew."""

    class Base(DeclarativeBase):
        pass

    class StudentRow(Base):
        __tablename__ = "students"

        number: Mapped[str] = mapped_column(primary_key=True)
        name: Mapped[str]

    class SectionRow(Base):
        __tablename__ = "sections"

        id: Mapped[str] = mapped_column(primary_key=True)
        enrolments: Mapped[list["EnrolmentRow"]] = relationship(
            back_populates="section", order_by="EnrolmentRow.student_number"
        )
        history: WriteOnlyMapped["NoteRow"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    class EnrolmentRow(Base):
        __tablename__ = "enrolments"

        id: Mapped[int] = mapped_column(primary_key=True)
        student_number: Mapped[str] = mapped_column(ForeignKey("students.number"))
        section_id: Mapped[str] = mapped_column(ForeignKey("sections.id"))
        section: Mapped[SectionRow] = relationship(back_populates="enrolments")
        student: Mapped[StudentRow] = relationship()

    class NoteRow(Base):
        __tablename__ = "notes"

        id: Mapped[int] = mapped_column(primary_key=True)
        section_id: Mapped[str] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"))
        text: Mapped[str]

    return StudentRow, SectionRow, EnrolmentRow, NoteRow
