# kind: anticipated
def respond(pages: dict[str, str], method: str, path: str) -> bytes:
    def answer(status: bytes, text: str, more: bytes = b"") -> bytes:
        body = text.encode("utf-8")
        head = b"HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n%s\r\n"
        return head % (status, len(body), more) + (b"" if method == "HEAD" else body)

    match pages.get(path), method:
        case None, _:
            return answer(b"404 Not Found", "No such page.")
        case str() as text, ("GET" | "HEAD"):
            return answer(b"200 OK", text)
    return answer(b"405 Method Not Allowed", "Use GET or HEAD.", b"Allow: GET, HEAD\r\n")
