# kind: anticipated
# message: both sides' lines stay
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q registrar
git checkout -q --theirs dates.txt
git checkout -q --ours rooms.txt log.txt
git add .
git commit -q -m "Merge the registrar's dates"
"""
