"""Students, and their places in the sections of the current term."""

from __future__ import annotations

from university.application.enrolment import EnrolmentDesk
from university.application.students import StudentFiles
from university.domain.identity import User
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import enrolments as shown


def create_routes(desk: EnrolmentDesk, files: StudentFiles) -> Routes:
    """The resources of students."""
    routes = Routes("students")

    @routes.get("/students")
    def search(user: User, query: shown.StudentQuery, links: Links) -> shown.Students:
        """The students that the user may see and that match."""
        return shown.Students.of(desk.students(user, query.q), links)

    @routes.get("/students/<number>")
    def student(user: User, number: str, links: Links) -> shown.Student:
        """One student."""
        return shown.Student.of(files.student(user, number), links)

    @routes.get("/students/<number>/enrolments")
    def timetable(user: User, number: str, links: Links) -> shown.Enrolments:
        """The student's places in the current term."""
        return shown.Enrolments.of(desk.timetable(user, number), links)

    @routes.post("/students/<number>/enrolments", keyed=True)
    def enrol(user: User, number: str, body: shown.NewEnrolment, links: Links) -> shown.Enrolment:
        """A seat for the student, or a place on the waitlist."""
        return shown.Enrolment.of(desk.enrol(user, number, body.section), links)

    @routes.get("/students/<number>/enrolments/<section>")
    def enrolment(user: User, number: str, section: str, links: Links) -> shown.EnrolmentDetail:
        """One place; of a waitlist, also its position in line."""
        return shown.EnrolmentDetail.in_line(*files.place(user, number, section), links)

    @routes.patch("/students/<number>/enrolments/<section>", 409)
    def change(
        user: User, number: str, section: str, body: shown.EnrolmentChange, links: Links
    ) -> shown.Enrolment:
        """Accept an offered seat, or withdraw from a seat with a W."""
        if body.status is shown.Answered.ENROLLED:
            return shown.Enrolment.of(desk.accept(user, number, section), links)
        desk.withdraw(user, number, section)
        place, _ = files.place(user, number, section)
        return shown.Enrolment.of(place, links)

    @routes.delete("/students/<number>/enrolments/<section>", 409)
    def drop(user: User, number: str, section: str) -> None:
        """Give a place back without a trace, be it a seat, an offer or a wait."""
        desk.drop(user, number, section)

    @routes.get("/students/<number>/assessments/<section>")
    def assess(user: User, number: str, section: str, links: Links) -> shown.Assessment:
        """What enrolling would answer now; nothing changes."""
        return shown.Assessment.of(desk.assess(user, number, section), number, section, links)

    return routes
