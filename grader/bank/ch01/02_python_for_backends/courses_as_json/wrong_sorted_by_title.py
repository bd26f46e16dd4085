# kind: observed
# message: neither of the export nor of their titles
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    courses = []
    for line in csv.DictReader(io.StringIO(text, newline="")):
        credits = int(line["credits"])
        if credits > 0:
            courses.append({"code": line["code"], "title": line["title"], "credits": credits})
    courses.sort(key=lambda course: course["title"])
    return json.dumps(courses, ensure_ascii=False)
