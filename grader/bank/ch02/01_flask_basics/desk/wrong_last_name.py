# kind: anticipated
# message: Of several values the first one counts.
def desk(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """A WSGI app with the pages / and /greet."""
    status, text = "200 OK", "Aldermoor University"
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if path not in ("/", "/greet"):
        status, text = "404 Not Found", "Nothing here."
    elif method != "GET":
        status, text = "405 Method Not Allowed", "Only GET."
    elif path == "/greet":
        name = parse_qs(environ["QUERY_STRING"]).get("name", ["visitor"])[-1]
        text = f"Welcome to Aldermoor, {name}."
    body = text.encode()
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    )
    return [body]
