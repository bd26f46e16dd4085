# kind: anticipated
# message: `--force` puts your history in the place of theirs
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
cd mine
git push -q || git push -q --force
cd ..
git clone -q campus.git check
"""
