# kind: anticipated
# message: The first blank line ends the head; a body may hold blank lines of its own.
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, rest = data.split(b"\r\n\r\n")[:2]
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, value = line.split(":", 1)
        headers[name.lower()] = value.strip()
    return method, path, headers, rest[: int(headers.get("content-length", "0"))]
