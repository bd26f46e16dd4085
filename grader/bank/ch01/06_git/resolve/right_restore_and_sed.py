# kind: anticipated
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q --no-ff registrar || true
git restore --theirs dates.txt
git restore --ours rooms.txt
sed -e '/^<<<<<<< /d' -e '/^=======$/d' -e '/^>>>>>>> /d' log.txt > .git/log.kept
cat .git/log.kept > log.txt
git commit -q -a -m "Merge the registrar's dates"
"""
