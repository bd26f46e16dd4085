# kind: anticipated
# message: Where the connection breaks there is None in the place of that code, and the other
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    from concurrent.futures import as_completed

    with ThreadPoolExecutor(max_workers=5) as pool:
        answers = []
        for future in as_completed([pool.submit(fetch, code) for code in codes]):
            try:
                answers.append(future.result())
            except ConnectionError:
                answers.append(None)
        return answers
