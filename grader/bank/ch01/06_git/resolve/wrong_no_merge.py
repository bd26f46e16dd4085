# kind: anticipated
# message: One decision a file
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git checkout -q registrar -- dates.txt
git show registrar:log.txt | tail -n 1 >> log.txt
git add .
git commit -q -m "Merge the registrar's dates"
"""
