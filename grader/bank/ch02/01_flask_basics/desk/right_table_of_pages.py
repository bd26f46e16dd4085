# kind: anticipated
def home_page(query):
    return "Aldermoor University"


def greet_page(query):
    names = query.get("name") or ["visitor"]
    return "Welcome to Aldermoor, " + names[0] + "."


PAGES = {"/": home_page, "/greet": greet_page}


def reply(path, method, query):
    page = PAGES.get(path)
    if page is None:
        return "404 Not Found", "Nothing here."
    if method != "GET":
        return "405 Method Not Allowed", "Only GET."
    return "200 OK", page(query)


def desk(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """A WSGI app with the pages / and /greet."""
    query = parse_qs(environ.get("QUERY_STRING", ""))
    status, text = reply(environ["PATH_INFO"], environ["REQUEST_METHOD"], query)
    body = text.encode()
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    )
    return [body]
