# kind: anticipated
import io


def read_request(data: bytes) -> tuple[str, str, dict[str, str], bytes]:
    stream = io.BytesIO(data)
    parts = stream.readline().decode("latin-1").rstrip("\r\n").split(" ")
    if len(parts) != 3:
        raise ValueError(parts)
    headers = {}
    while (line := stream.readline().rstrip(b"\r\n")) != b"":
        name, value = line.decode("latin-1").split(":", 1)
        headers[name.strip().lower()] = value.strip()
    length = int(headers["content-length"]) if "content-length" in headers else 0
    return parts[0], parts[1], headers, stream.read(length)
