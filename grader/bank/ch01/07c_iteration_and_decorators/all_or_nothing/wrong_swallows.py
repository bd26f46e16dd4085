# kind: anticipated
# message: its exception must reach the caller
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = deepcopy(lists)
    try:
        yield draft
    except Exception:
        return
    lists.clear()
    lists.update(draft)
