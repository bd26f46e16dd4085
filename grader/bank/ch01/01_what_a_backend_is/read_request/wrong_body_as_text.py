# kind: anticipated
# message: A body is bytes, which need not be text
def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, rest = data.decode("utf-8", "replace").partition("\r\n\r\n")
    lines = head.split("\r\n")
    method, path, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, value = line.split(":", 1)
        headers[name.lower()] = value.strip()
    return method, path, headers, rest[: int(headers.get("content-length", "0"))].encode()
