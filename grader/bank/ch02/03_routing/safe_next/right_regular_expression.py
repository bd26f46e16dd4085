# kind: anticipated
import re

OWN_PATH = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path of this site, else `fallback`. Never raises."""
    return target if target and OWN_PATH.fullmatch(target) else fallback
