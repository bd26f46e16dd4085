# kind: anticipated
def share() -> str:
    """A bash script that shares your work and loses nobody's."""
    return r"""
(
    cd mine || exit 1
    until git push -q origin main 2> /dev/null; do
        git pull -q --no-rebase --no-edit origin main || exit 1
    done
)
git clone -q "$PWD/campus.git" check
"""
