# kind: anticipated
# message: A lazy list costs one statement for each course
def course_page(session: Session, department: str) -> list[dict[str, Any]]:
    """The department's courses with their sections, professors and topics, in at most four statements."""
    wanted = select(CourseRow).where(CourseRow.department == department).order_by(CourseRow.code)
    return [
        {
            "code": course.code,
            "title": course.title,
            "sections": [(section.id, section.professor.name) for section in course.sections],
            "topics": [topic.word for topic in course.topics],
        }
        for course in session.scalars(wanted).unique()
    ]
