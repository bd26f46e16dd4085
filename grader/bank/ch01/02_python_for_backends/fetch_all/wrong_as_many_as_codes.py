# kind: anticipated
# message: Five calls wait together, no more and no fewer
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    def one(code):
        try:
            return fetch(code)
        except ConnectionError:
            return None

    with ThreadPoolExecutor(max_workers=max(1, len(codes))) as pool:
        return list(pool.map(one, codes))
