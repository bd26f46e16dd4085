# kind: observed
# message: It came from line 4 of `add_window`
def add_window(request):
    local = request.now.astimezone(ZoneInfo(request.term.zone))
    w = request.term.add
    if local < w.opens: return Refusal("enrolment.not_open", "x")
    if local >= w.closes: return Refusal("deadline.passed", "x")
