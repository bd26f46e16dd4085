# kind: anticipated
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q --no-commit registrar > /dev/null 2>&1
git checkout -q registrar -- dates.txt
git checkout -q HEAD -- rooms.txt
for stage in 1 2 3; do git show ":$stage:log.txt" > ".git/log.$stage"; done
git merge-file -p --union ".git/log.2" ".git/log.1" ".git/log.3" > log.txt
rm .git/log.[123]
git add log.txt
git commit -q -m "Merge the registrar's dates"
"""
