# kind: anticipated
# message: force drops the colleague's
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git fetch -q
git push -q --force-with-lease
cd ..
git clone -q campus.git check
"""
