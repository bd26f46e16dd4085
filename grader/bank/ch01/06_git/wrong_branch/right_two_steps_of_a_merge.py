# kind: anticipated
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
git checkout -q -b capacity main
git add capacity.txt
git commit -q -m "Raise the capacity"
git restore --source=HEAD -- README.md
git switch -q main
git merge -q --no-ff --no-commit capacity
git commit -q -m "Merge the new capacity"
git branch -q -D capacity
"""
