# kind: anticipated
# message: The caller's dictionary is the caller's: copy it inside the function, so that
def seat_site(seats: dict[str, int]) -> Flask:
    """A site that tells how many seats are free, and gives them away one by one."""
    site = Flask("seats")
    free = seats

    @site.get("/seats")
    def show():
        section = request.args.get("section")
        if not section:
            return {"error": "section is missing"}, 400
        if section not in free:
            return {"error": "no such section"}, 404
        return {"section": section, "free": free[section]}

    @site.post("/seats")
    def take():
        student = request.headers.get("X-Student")
        if not student:
            return {"error": "who are you?"}, 401
        section = request.form.get("section")
        if not section:
            return {"error": "section is missing"}, 400
        if section not in free:
            return {"error": "no such section"}, 404
        if free[section] == 0:
            return {"error": "section is full"}, 409
        free[section] -= 1
        return {"section": section, "student": student}, 201, {"Location": f"/seats?section={section}"}

    return site
