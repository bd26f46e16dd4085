# kind: anticipated
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = deepcopy(lists)
    try:
        yield draft
    except BaseException:
        raise
    else:
        lists.clear()
        lists |= draft
