# kind: anticipated
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    rows = [[row[header.index(name)] for name in ("code", "title", "credits")] for row in reader if row]
    kept = sorted((code, title, int(credits)) for code, title, credits in rows if int(credits) >= 1)
    return json.dumps([dict(zip(("code", "title", "credits"), one)) for one in kept], ensure_ascii=False)
