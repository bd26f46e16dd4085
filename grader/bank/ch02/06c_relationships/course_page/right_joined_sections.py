# kind: observed
def course_page(session, department):
    wanted = (select(CourseRow).where(CourseRow.department == department).order_by(CourseRow.code)
        .options(joinedload(CourseRow.sections).joinedload(SectionRow.professor), selectinload(CourseRow.topics)))
    return [
        {"code": c.code, "title": c.title, "sections": [(s.id, s.professor.name) for s in c.sections], "topics": [t.word for t in c.topics]}
        for c in session.scalars(wanted).unique()
    ]
