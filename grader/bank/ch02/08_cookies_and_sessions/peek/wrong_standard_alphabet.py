# kind: anticipated
# message: use `urlsafe_b64decode`
def peek(cookie: str) -> dict[str, Any]:
    """The data in a Flask session cookie. Raises ValueError for anything else."""
    compressed = cookie.startswith(".")
    parts = cookie.removeprefix(".").split(".")
    if len(parts) != 3 or not all(parts):
        raise ValueError("a session cookie has three parts")
    payload = parts[0]
    data = base64.b64decode(payload + "=" * (-len(payload) % 4))
    if compressed:
        try:
            data = zlib.decompress(data)
        except zlib.error:
            raise ValueError("the payload cannot be decompressed") from None
    found = json.loads(data)
    if not isinstance(found, dict):
        raise ValueError("the payload is no dict")
    return found
