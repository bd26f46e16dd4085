# kind: observed
# message: pass it on first, then empty the memory
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        memory.clear()
        return app(request)
    if request["method"] != "GET" or request["student"]:
        return app(request)
    key = (request["path"], request["query"])
    if key not in memory:
        answer = app(request)
        if answer[0] != 200:
            return answer
        memory[key] = answer
    return memory[key]
