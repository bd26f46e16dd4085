# kind: anticipated
# message: Only the first colon ends the name
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, value = line.split(":")[:2]
        headers[name.lower()] = value.strip()
    return method, path, headers, rest[: int(headers.get("content-length", "0"))]
