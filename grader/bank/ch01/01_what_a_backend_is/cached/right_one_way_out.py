# kind: anticipated
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    method, path, query, student = (request[name] for name in ("method", "path", "query", "student"))
    public = method == "GET" and student == ""
    found = memory.get((path, query)) if public else None
    if found is not None:
        return found
    status, text = app(request)
    if method == "POST":
        memory.clear()
    elif public and status == 200:
        memory[path, query] = status, text
    return status, text
