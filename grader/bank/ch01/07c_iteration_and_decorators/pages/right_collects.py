# kind: anticipated
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    page = []
    for row in rows:
        page.append(row)
        if len(page) >= size:
            yield page
            page = []
    if len(page) > 0:
        yield page
