# kind: anticipated
# message: the caller's dict gets the draft's content
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = deepcopy(lists)
    yield draft
    lists = draft
