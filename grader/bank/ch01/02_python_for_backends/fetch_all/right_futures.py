# kind: anticipated
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    answers: list[str | None] = []
    with ThreadPoolExecutor(5) as pool:
        futures = [pool.submit(fetch, code) for code in codes]
        for future in futures:
            error = future.exception()
            if isinstance(error, ConnectionError):
                answers.append(None)
            else:
                answers.append(future.result())
    return answers
