# kind: anticipated
import binascii


def _decoded(text: str) -> bytes:
    while len(text) % 4:
        text += "="
    return base64.b64decode(text, altchars=b"-_")


def peek(cookie: str) -> dict[str, Any]:
    """The data in a Flask session cookie. Raises ValueError for anything else."""
    try:
        dot, body = (True, cookie[1:]) if cookie[:1] == "." else (False, cookie)
        payload, when, signature = body.split(".")
        if "" in (payload, when, signature):
            raise ValueError(cookie)
        raw = _decoded(payload)
        raw = zlib.decompress(raw) if dot else raw
        data = json.loads(raw.decode())
    except (binascii.Error, UnicodeError, zlib.error, json.JSONDecodeError) as error:
        raise ValueError(f"no session cookie: {error}") from error
    match data:
        case dict():
            return data
    raise ValueError("no session cookie: no dict")
