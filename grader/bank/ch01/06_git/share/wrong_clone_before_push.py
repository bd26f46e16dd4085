# kind: anticipated
# message: The clone is made after the push
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
git clone -q campus.git check
cd mine
git pull -q --rebase
git push -q
"""
