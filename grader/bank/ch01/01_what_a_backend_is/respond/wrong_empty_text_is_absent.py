# kind: anticipated
# message: An empty text is a page, too: ask whether the path is in `pages`, not whether the text is
def respond(pages: dict[str, str], method: str, path: str) -> bytes:
    extra = []
    if not pages.get(path):
        status, text = "404 Not Found", "No such page."
    elif method in ("GET", "HEAD"):
        status, text = "200 OK", pages[path]
    else:
        status, text, extra = "405 Method Not Allowed", "Use GET or HEAD.", ["Allow: GET, HEAD"]
    body = text.encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(body)}"]
    head = "\r\n".join(lines + extra).encode() + b"\r\n\r\n"
    return head if method == "HEAD" else head + body
