# kind: anticipated
from werkzeug.routing import Rule, Submount


def course_pages() -> Flask:
    """A site that answers each address with its endpoint and the values in the path."""
    site = Flask("course_pages", static_folder=None)

    def tell(**values: object) -> Response:
        told = ", ".join(f"{name} is {type(value).__name__} {value}" for name, value in values.items())
        return Response(f"{request.endpoint}: {told}", mimetype="text/plain")

    site.add_url_rule("/courses/", "courses", tell)
    site.add_url_rule("/courses/<string(length=7):code>", "course", tell)

    site.url_map.add(
        Submount(
            "/terms/<int(fixed_digits=4):year>",
            [
                Rule("/", endpoint="term", methods=["GET"]),
                Rule("/weeks/<int(min=1, max=53):number>", endpoint="week", methods=["GET"]),
            ],
        )
    )
    site.url_map.add(Rule("/levels/<any(undergraduate, graduate):name>", endpoint="level", methods=["GET"]))
    site.url_map.add(Rule("/handouts/<path:file>", endpoint="handout", methods=["GET"]))
    for endpoint in ["term", "week", "level", "handout"]:
        site.view_functions[endpoint] = tell
    return site
