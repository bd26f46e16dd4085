# kind: anticipated
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *others = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers: dict[str, str] = {}
    for line in others:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return method, path, headers, rest[: int(headers.get("content-length", "0"))]
