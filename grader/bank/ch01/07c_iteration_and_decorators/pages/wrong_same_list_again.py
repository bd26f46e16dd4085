# kind: anticipated
# message: stands `['Chi']`, not `['Ana', 'Bo']`
def pages(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    page: list[str] = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page.clear()
    if page:
        yield page
