# kind: anticipated
# message: yield a page as soon as it is full
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    page: list[str] = []
    for row in rows:
        if len(page) == size:
            yield page
            page = []
        page.append(row)
    if page:
        yield page
