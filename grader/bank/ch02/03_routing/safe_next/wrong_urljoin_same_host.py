# kind: anticipated
# message: ?
# teaches: urljoin does not read backslashes as a browser does, and takes addresses that do not begin with a slash
from urllib.parse import urljoin, urlsplit


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    here = "http://localhost/"
    whole = urlsplit(urljoin(here, target or ""))
    if target and whole.netloc == "localhost":
        return target
    return fallback
