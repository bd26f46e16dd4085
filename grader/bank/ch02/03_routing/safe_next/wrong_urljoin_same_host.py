# kind: anticipated
# message: A path of this site begins with a slash
from urllib.parse import urljoin, urlsplit


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    here = "http://localhost/"
    whole = urlsplit(urljoin(here, target or ""))
    if target and whole.netloc == "localhost":
        return target
    return fallback
