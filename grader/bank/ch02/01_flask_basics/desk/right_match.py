# kind: anticipated
def desk(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """A WSGI app with the pages / and /greet."""
    match environ["PATH_INFO"], environ["REQUEST_METHOD"]:
        case "/", "GET":
            status, text = "200 OK", "Aldermoor University"
        case "/greet", "GET":
            name = parse_qs(environ["QUERY_STRING"]).get("name", [""])[0]
            status, text = "200 OK", f"Welcome to Aldermoor, {name or 'visitor'}."
        case ("/" | "/greet"), _:
            status, text = "405 Method Not Allowed", "Only GET."
        case _:
            status, text = "404 Not Found", "Nothing here."
    body = text.encode("utf-8")
    headers = [("Content-Length", f"{len(body)}"), ("Content-Type", "text/plain; charset=utf-8")]
    start_response(status, headers)
    yield body
