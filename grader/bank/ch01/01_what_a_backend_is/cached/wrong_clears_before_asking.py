# kind: anticipated
# message: The second visit is answered from memory
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    method, student = request["method"], request["student"]
    if method == "POST":
        memory = {}
        return app(request)
    key = (request["path"], request["query"])
    if method == "GET" and not student:
        if key not in memory and app(request)[0] == 200:
            memory[key] = app(request)
        return memory[key] if key in memory else app(request)
    return app(request)
