# kind: anticipated
# message: Two requests are the same only when both the path and the query are
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        memory.clear()
        return answer
    if request["method"] != "GET" or request["student"]:
        return app(request)
    key = request["path"] + request["query"]
    if key not in memory:
        answer = app(request)
        if answer[0] == 200:
            memory[key] = answer
        return answer
    return memory[key]
