# kind: anticipated
from itertools import islice


def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(rows)
    while page := list(islice(iterator, size)):
        yield page
