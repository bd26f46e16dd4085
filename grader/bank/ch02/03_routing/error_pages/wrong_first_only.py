# kind: anticipated
# message: not only the first
def add_error_pages(site: Flask, codes: list[str]) -> None:
    """Register the pages for 404 and 405."""

    @site.errorhandler(404)
    def missing(error):
        department = request.path.split("/")[-1].split("-")[0].upper()
        link = url_for("courses")
        for code in codes:
            if code.split("-")[0] == department:
                link = url_for("course", code=code)
                break
        return f'<p>There is no {escape(request.path)}. <a href="{link}">Look here</a></p>', 404

    @site.errorhandler(405)
    def wrong_method(error):
        methods = ", ".join(sorted(error.valid_methods))
        return f"<p>This address takes {methods}.</p>", 405, {"Allow": methods}
