# kind: anticipated
# message: The block works on a copy of every list
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    before = deepcopy(lists)
    try:
        yield lists
    except BaseException:
        lists.clear()
        lists.update(before)
        raise
