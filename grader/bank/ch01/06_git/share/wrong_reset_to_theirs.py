# kind: anticipated
# message: `reset --hard` drops yours
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git fetch -q
git reset -q --hard origin/main
git push -q
cd ..
git clone -q campus.git check
"""
