# kind: anticipated
# message: A POST may change what any page shows
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        pass
        return answer
    if request["method"] != "GET" or request["student"]:
        return app(request)
    key = (request["path"], request["query"])
    if key not in memory:
        answer = app(request)
        if answer[0] == 200:
            memory[key] = answer
        return answer
    return memory[key]
