# kind: observed
# message: lines that begin with seven signs
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q registrar
git checkout -q --theirs dates.txt
git checkout -q --ours rooms.txt
sed -e '/^<<<<<<< /d' -e '/^===/d' -e '/^>>>>>>> /d' log.txt > log.new
mv log.new log.txt
git add .
git commit -q -m "Merge the registrar's dates"
"""
