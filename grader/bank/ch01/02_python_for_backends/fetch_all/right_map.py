# kind: anticipated
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    def fetch_or_none(code: str) -> str | None:
        try:
            return fetch(code)
        except ConnectionError:
            return None

    with ThreadPoolExecutor(max_workers=5) as pool:
        return list(pool.map(fetch_or_none, codes))
