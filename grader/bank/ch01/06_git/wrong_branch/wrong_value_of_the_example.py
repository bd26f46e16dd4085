# kind: anticipated
# message: The good change is on main
def wrong_branch() -> str:
    """A bash script that brings both changes where they belong."""
    return r"""
git restore .
git switch -q -c capacity
echo 40 > capacity.txt
git commit -q -a -m "Raise the capacity"
git switch -q main
git merge -q --no-ff -m "Merge the new capacity" capacity
git branch -q -d capacity
"""
