# kind: anticipated
# message: has no len()
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    start = 0
    while start < len(rows):
        yield rows[start : start + size]
        start += size
