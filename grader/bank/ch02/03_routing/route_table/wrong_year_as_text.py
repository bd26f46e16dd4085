# kind: anticipated
# message: stays text unless a converter makes a number of it
def course_pages() -> Flask:
    """A site that answers each address with its endpoint and the values in the path."""
    site = Flask("course_pages", static_folder=None)

    def tell(**values: object) -> Response:
        told = ", ".join(f"{name} is {type(value).__name__} {value}" for name, value in values.items())
        return Response(f"{request.endpoint}: {told}", mimetype="text/plain")

    site.add_url_rule("/courses/", "courses", tell)
    site.add_url_rule("/courses/<string(length=7):code>", "course", tell)
    site.add_url_rule("/terms/<string(length=4):year>/", "term", tell)
    site.add_url_rule(
        "/terms/<int(fixed_digits=4):year>/weeks/<int(min=1, max=53):number>", "week", tell
    )
    site.add_url_rule("/levels/<any(graduate, undergraduate):name>", "level", tell)
    site.add_url_rule("/handouts/<path:file>", "handout", tell)
    return site
