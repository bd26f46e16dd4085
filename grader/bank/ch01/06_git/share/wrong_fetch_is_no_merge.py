# kind: anticipated
# message: `fetch` alone puts nothing together
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git fetch -q
git push -q
cd ..
git clone -q campus.git check
"""
