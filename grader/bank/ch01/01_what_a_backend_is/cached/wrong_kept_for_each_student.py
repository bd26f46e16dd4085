# kind: anticipated
# message: For a student who is signed in the app is asked every time, also the second time.
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    if request["method"] == "POST":
        answer = app(request)
        memory.clear()
        return answer
    if request["method"] != "GET":
        return app(request)
    key = (request["path"], request["query"], request["student"])
    if key not in memory:
        answer = app(request)
        if answer[0] == 200:
            memory[key] = answer
        return answer
    return memory[key]
