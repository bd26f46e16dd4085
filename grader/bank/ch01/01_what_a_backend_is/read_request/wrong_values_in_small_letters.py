# kind: anticipated
# message: Names in small letters, and values in the letters that were sent, without spaces around
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip().lower()
    return method, path, headers, rest[: int(headers.get("content-length", "0"))]
