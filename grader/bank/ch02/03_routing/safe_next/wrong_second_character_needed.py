# kind: anticipated
# message: One slash alone is a path of this site
import re


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    return target if target and re.fullmatch(r"/[^/\\\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*", target) else fallback
