# kind: anticipated
# message: another query is another page
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        memory.clear()
        return answer
    if request["method"] != "GET" or request["student"]:
        return app(request)
    key = request["path"]
    if key not in memory:
        answer = app(request)
        if answer[0] == 200:
            memory[key] = answer
        return answer
    return memory[key]
