# kind: anticipated
# message: `finally` would take the draft over in any case
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = deepcopy(lists)
    try:
        yield draft
    finally:
        lists.clear()
        lists.update(draft)
