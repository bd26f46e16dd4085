# kind: observed
# message: The fresh clone is one of `campus.git`
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git pull -q --rebase
git push -q
cd ..
git clone -q mine check
"""
