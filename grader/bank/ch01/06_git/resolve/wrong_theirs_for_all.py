# kind: anticipated
# message: The whole file of one side was decided
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q -X theirs -m "Merge the registrar's dates" registrar
"""
