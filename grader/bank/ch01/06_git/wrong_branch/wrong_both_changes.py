# kind: anticipated
# message: the accident is not
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
git switch -q -c capacity
git commit -q -a -m "Raise the capacity"
git switch -q main
git merge -q --no-ff -m "Merge the new capacity" capacity
git branch -q -d capacity
"""
