# kind: anticipated
# message: without `--no-ff`
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
git switch -q -c capacity
git restore README.md
git commit -q -m "Raise the capacity" capacity.txt
git switch -q main
git merge -q capacity
git branch -q -d capacity
"""
