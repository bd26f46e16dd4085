# kind: anticipated
# message: Five calls wait together, no more and no fewer
def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    answers = []
    for code in codes:
        try:
            answers.append(fetch(code))
        except ConnectionError:
            answers.append(None)
    return answers
