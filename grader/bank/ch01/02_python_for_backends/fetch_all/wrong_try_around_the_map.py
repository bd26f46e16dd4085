# kind: anticipated
# message: Where the connection breaks there is None in the place of that code, and the other
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    with ThreadPoolExecutor(max_workers=5) as pool:
        answers = []
        try:
            for answer in pool.map(fetch, codes):
                answers.append(answer)
        except ConnectionError:
            answers.append(None)
        return answers
