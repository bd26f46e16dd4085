# kind: anticipated
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
set -e
git checkout -q -- README.md
git stash -q
git branch capacity
git checkout -q capacity
git stash pop -q
git add capacity.txt
git commit -q -m "Raise the capacity"
git checkout -q main
git merge -q --no-ff --no-edit -m "Merge the new capacity" capacity
git branch -q --delete capacity
"""
