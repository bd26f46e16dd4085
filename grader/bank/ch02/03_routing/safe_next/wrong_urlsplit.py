# kind: anticipated
# message: ?
# teaches: urlsplit is no browser: it sees a path in '/\\evil.example' and in 'evil.example', and drops control characters
from urllib.parse import urlsplit


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    if target:
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc:
            return target
    return fallback
