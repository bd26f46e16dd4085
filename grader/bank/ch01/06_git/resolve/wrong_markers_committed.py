# kind: anticipated
# message: only the markers go
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q registrar
git checkout -q --theirs dates.txt
git checkout -q --ours rooms.txt
git add .
git commit -q -m "Merge the registrar's dates"
"""
