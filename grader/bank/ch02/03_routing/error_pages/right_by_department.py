# kind: anticipated
def add_error_pages(site: Flask, codes: list[str]) -> None:
    """Register the pages for 404 and 405."""
    by_department: dict[str, list[str]] = {}
    for code in codes:
        by_department.setdefault(code.partition("-")[0], []).append(code)

    def missing(error):
        last = request.path.rpartition("/")[2]
        department = last.partition("-")[0].upper()
        page = [f"<h1>Not found: {escape(request.path)}</h1>"]
        if department in by_department:
            for code in by_department[department]:
                page.append(f"<a href='{url_for('course', code=code)}'>{code}</a>")
        else:
            page.append(f"<a href='{url_for('courses')}'>Look at all courses</a>")
        return "\n".join(page), 404

    def wrong_method(error):
        response = Response(mimetype="text/html")
        response.status_code = 405
        response.headers["Allow"] = allowed = ", ".join(sorted(error.valid_methods))
        response.set_data(f"<h1>Not like this</h1><p>Use one of {allowed}</p>")
        return response

    site.register_error_handler(404, missing)
    site.register_error_handler(405, wrong_method)
