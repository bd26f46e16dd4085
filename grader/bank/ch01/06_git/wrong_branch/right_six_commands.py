# kind: anticipated
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
git switch -q -c capacity
git restore README.md
git commit -q -m "Raise the capacity" capacity.txt
git switch -q main
git merge -q --no-ff -m "Merge the new capacity" capacity
git branch -q -d capacity
"""
