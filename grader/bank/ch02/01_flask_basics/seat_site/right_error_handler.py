# kind: anticipated
class Refused(Exception):
    def __init__(self, status, error):
        self.status, self.error = status, error


def seat_site(seats: dict[str, int]) -> Flask:
    """A site that tells how many seats are free, and gives them away one by one."""
    site = Flask("refusals")
    taken = dict.fromkeys(seats, 0)
    capacity = {**seats}
    site.register_error_handler(Refused, lambda no: ({"error": no.error}, no.status))

    def known(fields):
        section = fields.get("section")
        if not section:
            raise Refused(400, "section is missing")
        if section not in capacity:
            raise Refused(404, "no such section")
        return section

    @site.get("/seats")
    def look():
        section = known(request.args)
        return {"section": section, "free": capacity[section] - taken[section]}

    @site.post("/seats")
    def take():
        student = request.headers.get("X-Student")
        if not student:
            raise Refused(401, "who are you?")
        section = known(request.form)
        if taken[section] >= capacity[section]:
            raise Refused(409, "section is full")
        taken[section] += 1
        return {"section": section, "student": student}, 201, [("Location", f"/seats?section={section}")]

    return site
