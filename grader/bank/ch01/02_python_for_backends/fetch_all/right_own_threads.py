# kind: anticipated
from threading import Thread


def fetch_all(fetch: Callable[[str], str], codes: list[str]) -> list[str | None]:
    """The answer for each code, in order, None where the connection broke; five calls wait at a time."""
    answers: list[str | None] = [None] * len(codes)
    todo = list(enumerate(codes))[::-1]
    others: list[BaseException] = []

    def work() -> None:
        while True:
            try:
                place, code = todo.pop()  # one step, so no two threads get the same code
            except IndexError:
                return
            try:
                answers[place] = fetch(code)
            except ConnectionError:
                pass
            except BaseException as error:
                others.append(error)
                return

    threads = [Thread(target=work) for _ in range(min(5, len(codes)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if others:
        raise others[0]
    return answers
