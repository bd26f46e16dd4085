# kind: anticipated
# message: `list(rows)` takes all
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    everything = list(rows)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
