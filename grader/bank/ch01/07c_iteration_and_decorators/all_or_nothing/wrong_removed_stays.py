# kind: anticipated
# message: `update` alone only adds
from copy import deepcopy


@contextmanager
def all_or_nothing(lists: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    draft = deepcopy(lists)
    yield draft
    lists.update(draft)
