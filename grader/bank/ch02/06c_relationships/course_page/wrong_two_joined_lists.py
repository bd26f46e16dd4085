# kind: anticipated
# message: Four statements at any size
def course_page(session: Session, department: str) -> list[dict[str, Any]]:
    """The department's courses with their sections, professors and topics, in at most four statements."""
    wanted = select(CourseRow).where(CourseRow.department == department).order_by(CourseRow.code)
    wanted = wanted.options(
        joinedload(CourseRow.sections).joinedload(SectionRow.professor), joinedload(CourseRow.topics)
    )
    return [
        {
            "code": course.code,
            "title": course.title,
            "sections": [(section.id, section.professor.name) for section in course.sections],
            "topics": [topic.word for topic in course.topics],
        }
        for course in session.scalars(wanted).unique()
    ]
