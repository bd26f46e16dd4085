# kind: observed
def course_page(session: Session, department: str) -> list[dict[str, Any]]:
    """The department's courses with their sections, professors and topics, in at most four statements."""
    wanted = select(CourseRow).where(CourseRow.department == department).order_by(CourseRow.code)
    load_sections = selectinload(CourseRow.sections).selectinload(SectionRow.professor)
    wanted = wanted.options(load_sections, joinedload(CourseRow.topics))
    return [
        {
            "code": course.code,
            "title": course.title,
            "sections": [(section.id, section.professor.name) for section in course.sections],
            "topics": [topic.word for topic in course.topics],
        }
        for course in session.scalars(wanted).unique()
    ]
