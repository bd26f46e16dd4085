# kind: anticipated
# message: Methods other than GET and POST are passed on each time, are not kept, and leave the
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        memory.clear()
        return answer
    if request["method"] not in ("GET", "HEAD") or request["student"]:
        return app(request)
    key = (request["path"], request["query"])
    if key not in memory:
        answer = app(request)
        if answer[0] == 200:
            memory[key] = answer
        return answer
    return memory[key]
