# kind: anticipated
# message: A student who is signed in got a page that was made for others, or the other way round
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    key = (request["path"], request["query"])
    if request["method"] == "GET" and key in memory:
        return memory[key]
    answer = app(request)
    if request["method"] == "POST":
        memory.clear()
    elif request["method"] == "GET" and not request["student"] and answer[0] == 200:
        memory[key] = answer
    return answer
