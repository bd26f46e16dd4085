# kind: anticipated
# message: What the page shows stays as it was
def course_page(session: Session, department: str) -> list[dict[str, Any]]:
    """The department's courses with their sections, professors and topics, in at most four statements."""
    wanted = select(CourseRow).order_by(CourseRow.code).options(
        selectinload(CourseRow.sections).selectinload(SectionRow.professor),
        selectinload(CourseRow.topics),
    )
    return [
        {
            "code": course.code,
            "title": course.title,
            "sections": [(section.id, section.professor.name) for section in course.sections],
            "topics": [topic.word for topic in course.topics],
        }
        for course in session.scalars(wanted)
        if course.department == department
    ]
