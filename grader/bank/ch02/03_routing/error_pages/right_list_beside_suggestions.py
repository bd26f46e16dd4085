# kind: anticipated
def add_error_pages(site: Flask, codes: list[str]) -> None:
    """Register the pages for 404 and 405."""

    @site.errorhandler(404)
    def missing(error):
        department = request.path.split("/")[-1].split("-")[0].upper()
        found = [code for code in codes if code.split("-")[0] == department]
        links = [(url_for("course", code=code), code) for code in found] or [(url_for("courses"), "All courses")]
        items = "".join(f'<li><a href="{escape(link)}">{escape(text)}</a></li>' for link, text in [*links, (url_for("courses"), "Every course")])
        return f"<p>There is no {escape(request.script_root + request.path)}.</p><ul>{items}</ul>", 404

    @site.errorhandler(405)
    def wrong_method(error):
        methods = ", ".join(sorted(site.url_map.bind_to_environ(request.environ).allowed_methods()))
        return f"<p>This address takes {methods}.</p>", 405, {"Allow": methods}
