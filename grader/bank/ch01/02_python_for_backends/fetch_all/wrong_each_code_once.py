# kind: anticipated
# message: Each entry of `codes` is asked for exactly once
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    def one(code):
        try:
            return fetch(code)
        except ConnectionError:
            return None

    unique = sorted(set(codes))
    with ThreadPoolExecutor(max_workers=5) as pool:
        answers = dict(zip(unique, pool.map(one, unique)))
    return [answers[code] for code in codes]
