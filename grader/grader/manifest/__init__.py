"""The course as book/course.toml lists it."""

from grader.manifest.course import Chapter, Course, Lesson, Part, Task, load

__all__ = ["Chapter", "Course", "Lesson", "Part", "Task", "load"]
