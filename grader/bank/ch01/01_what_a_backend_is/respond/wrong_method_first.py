# kind: anticipated
# message: What is not there is 404 for every method
def respond(pages: dict[str, str], method: str, path: str) -> bytes:
    extra = ""
    if method not in ("GET", "HEAD"):
        status, text, extra = "405 Method Not Allowed", "Use GET or HEAD.", "Allow: GET, HEAD\r\n"
    elif path in pages:
        status, text = "200 OK", pages[path]
    else:
        status, text = "404 Not Found", "No such page."
    body = text.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    return head.encode() + (b"" if method == "HEAD" else body)
