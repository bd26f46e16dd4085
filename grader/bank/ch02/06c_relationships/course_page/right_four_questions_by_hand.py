# kind: anticipated
def course_page(session: Session, department: str) -> list[dict[str, Any]]:
    """The department's courses with their sections, professors and topics, in at most four statements."""
    courses = session.execute(
        select(CourseRow.code, CourseRow.title).where(CourseRow.department == department).order_by(CourseRow.code)
    ).all()
    codes = [code for code, _ in courses]
    sections = session.execute(
        select(SectionRow.course_code, SectionRow.id, SectionRow.professor_number)
        .where(SectionRow.course_code.in_(codes))
        .order_by(SectionRow.id)
    ).all()
    numbers = {number for _, _, number in sections}
    names = dict(
        session.execute(
            select(ProfessorRow.number, ProfessorRow.name).where(ProfessorRow.number.in_(numbers))
        ).tuples().all()
    )
    topics = session.execute(
        select(TopicRow.course_code, TopicRow.word).where(TopicRow.course_code.in_(codes)).order_by(TopicRow.word)
    ).all()
    return [
        {
            "code": code,
            "title": title,
            "sections": [(id, names[number]) for owner, id, number in sections if owner == code],
            "topics": [word for owner, word in topics if owner == code],
        }
        for code, title in courses
    ]
