# kind: anticipated
# message: The block works on a copy of every list
@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = dict(lists)
    yield draft
    lists.clear()
    lists.update(draft)
