# kind: anticipated
from csv import DictReader
from io import StringIO
from json import dumps
from operator import itemgetter


def _courses(text):
    for row in DictReader(StringIO(text, newline="")):
        yield {"code": row["code"], "title": row["title"], "credits": int(row["credits"])}


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code."""
    with_credits = filter(lambda course: course["credits"] >= 1, _courses(text))
    return dumps(sorted(with_credits, key=itemgetter("code")), ensure_ascii=False)
