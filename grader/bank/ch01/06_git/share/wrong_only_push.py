# kind: anticipated
# message: a push that was rejected brought nothing
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git push -q
cd ..
git clone -q campus.git check
"""
