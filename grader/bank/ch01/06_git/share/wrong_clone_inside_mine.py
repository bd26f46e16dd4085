# kind: anticipated
# message: beside `mine`, not in it
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git pull -q --rebase
git push -q
git clone -q ../campus.git check
"""
