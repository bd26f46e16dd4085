# kind: anticipated
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
set -e
git -C mine fetch -q origin
git -C mine merge -q --no-edit origin/main
git -C mine push -q origin main
git clone -q campus.git check
"""
