# kind: anticipated
# message: Without Content-Length there is no body, even where more bytes have arrived
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return method, path, headers, rest[: int(headers["content-length"])] if "content-length" in headers else rest
