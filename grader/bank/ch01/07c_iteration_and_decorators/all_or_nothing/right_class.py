# kind: anticipated
class all_or_nothing:
    """The same as a class with the two methods of a context manager."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self.lists = lists

    def __enter__(self) -> dict[str, list[str]]:
        self.draft = {section: list(students) for section, students in self.lists.items()}
        return self.draft

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            for section in set(self.lists) - set(self.draft):
                del self.lists[section]
            self.lists.update(self.draft)
