# kind: anticipated
# message: The whole file of one side was decided
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q registrar
git checkout -q --ours dates.txt
git checkout -q --theirs rooms.txt
grep -v -e '^<<<<<<<' -e '^=======' -e '^>>>>>>>' log.txt > kept.txt
mv kept.txt log.txt
git add dates.txt rooms.txt log.txt
git commit -q -m "Merge the registrar's dates"
"""
