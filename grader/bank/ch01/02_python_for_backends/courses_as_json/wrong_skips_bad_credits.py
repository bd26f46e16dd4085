# kind: anticipated
# message: Credits that are no whole number are an error, not a course to skip.
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    found = []
    for line in csv.DictReader(io.StringIO(text, newline="")):
        if not line["credits"].isdigit() or int(line["credits"]) == 0:
            continue
        found.append({"code": line["code"], "title": line["title"], "credits": int(line["credits"])})
    found.sort(key=lambda course: course["code"])
    return json.dumps(found, ensure_ascii=False)
