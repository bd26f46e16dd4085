# kind: anticipated
# message: Rows that exactly fill their pages leave nothing over: no page is empty
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    page: list[str] = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page = []
    yield page
