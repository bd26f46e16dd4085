"""Makes the repository's root a stock nbgrader course: `nbgrader generate_assignment ch02` works here."""

from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# nbgrader opens the gradebook without making its folder.
Path(__file__).resolve().with_name("instructor").mkdir(exist_ok=True)

c.CourseDirectory.course_id = "backend"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "instructor/submitted"
c.CourseDirectory.autograded_directory = "instructor/autograded"
c.CourseDirectory.feedback_directory = "instructor/feedback"
c.CourseDirectory.db_url = "sqlite:///instructor/gradebook.db"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # replace this line with your code"}
