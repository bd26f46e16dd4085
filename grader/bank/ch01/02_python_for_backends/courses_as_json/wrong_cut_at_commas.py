# kind: anticipated
# message: The comma inside the quotes belongs to the title, credits are a number, and a course
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    lines = text.splitlines()
    names = lines[0].split(",")
    found = []
    for line in lines[1:]:
        row = dict(zip(names, line.split(",")))
        if int(row["credits"]) >= 1:
            found.append({"code": row["code"], "title": row["title"].strip('"'), "credits": int(row["credits"])})
    found.sort(key=lambda course: course["code"])
    return json.dumps(found, ensure_ascii=False)
