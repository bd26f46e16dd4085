# kind: observed
# message: This rule was given; leave it as it is
def course_pages() -> Flask:
    """A site that answers each address with its endpoint and the values in the path."""
    site = Flask("course_pages", static_folder=None)

    def tell(**values: object) -> Response:
        told = ", ".join(f"{name} is {type(value).__name__} {value}" for name, value in values.items())
        return Response(f"{request.endpoint}: {told}", mimetype="text/plain")

    site.add_url_rule("/courses/<string(length=7):code>", "course", tell)
    site.add_url_rule("/terms/<int(min=1000, max=9999):year>/", "term", tell)
    site.add_url_rule(
        "/terms/<int(min=1000, max=9999):year>/weeks/<int(min=1, max=53):number>", "week", tell
    )
    for level in ["graduate", "undergraduate"]:
        site.add_url_rule(f"/levels/{level}", "level", tell, defaults={"name": level})
    site.add_url_rule("/handouts/<path:file>", "handout", tell)
    return site
