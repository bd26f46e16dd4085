# kind: anticipated
from werkzeug.routing import BaseConverter


class Year(BaseConverter):
    regex = "[0-9]{4}"
    to_python = int


class Week(BaseConverter):
    regex = "[1-9]|[1-4][0-9]|5[0-3]"
    to_python = int


class Level(BaseConverter):
    regex = "(?:under)?graduate"


def course_pages() -> Flask:
    """A site that answers each address with its endpoint and the values in the path."""
    site = Flask("course_pages", static_folder=None)

    def tell(**values: object) -> Response:
        told = ", ".join(f"{name} is {type(value).__name__} {value}" for name, value in values.items())
        return Response(f"{request.endpoint}: {told}", mimetype="text/plain")

    site.add_url_rule("/courses/", "courses", tell)
    site.add_url_rule("/courses/<string(length=7):code>", "course", tell)

    site.url_map.converters.update(year=Year, week=Week, level=Level)
    site.add_url_rule("/terms/<year:year>/", "term", tell)
    site.add_url_rule("/terms/<year:year>/weeks/<week:number>", "week", tell)
    site.add_url_rule("/levels/<level:name>", "level", tell)
    site.add_url_rule("/handouts/<path:file>", "handout", tell)
    return site
