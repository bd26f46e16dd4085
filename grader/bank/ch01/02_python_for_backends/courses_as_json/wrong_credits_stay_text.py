# kind: anticipated
# message: The comma inside the quotes belongs to the title, credits are a number, and a course
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    found = [
        {"code": line["code"], "title": line["title"], "credits": line["credits"]}
        for line in csv.DictReader(io.StringIO(text, newline=""))
        if int(line["credits"]) > 0
    ]
    return json.dumps(sorted(found, key=lambda course: course["code"]), ensure_ascii=False)
