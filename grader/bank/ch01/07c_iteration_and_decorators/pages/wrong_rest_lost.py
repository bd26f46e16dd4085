# kind: anticipated
# message: and what is left on the last one
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    page: list[str] = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page = []
