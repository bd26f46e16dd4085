# kind: anticipated
# message: Only the status 200 itself is kept
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        memory.clear()
        return answer
    if request["method"] != "GET" or request["student"]:
        return app(request)
    key = (request["path"], request["query"])
    if key not in memory:
        answer = app(request)
        if 200 <= answer[0] < 300:
            memory[key] = answer
        return answer
    return memory[key]
