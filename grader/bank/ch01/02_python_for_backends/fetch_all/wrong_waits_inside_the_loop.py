# kind: anticipated
# message: Five calls wait together, no more and no fewer
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    answers = []
    with ThreadPoolExecutor(max_workers=5) as pool:
        for code in codes:
            try:
                answers.append(pool.submit(fetch, code).result())
            except ConnectionError:
                answers.append(None)
    return answers
