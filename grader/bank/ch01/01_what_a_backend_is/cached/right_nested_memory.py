# kind: anticipated
def cached(request: dict[str, str], memory: dict, app: Callable) -> tuple[int, str]:
    match request:
        case {"method": "GET", "student": "", "path": path, "query": query}:
            try:
                return memory[path][query]
            except KeyError:
                answer = app(request)
                if answer[0] == 200:
                    memory.setdefault(path, {})[query] = answer
                return answer
        case {"method": "POST"}:
            try:
                return app(request)
            finally:
                memory.clear()
        case _:
            return app(request)
