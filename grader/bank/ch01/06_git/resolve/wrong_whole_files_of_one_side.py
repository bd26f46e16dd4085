# kind: anticipated
# message: What Git merges by itself holds the changes of both sides
def resolve() -> str:
    """A bash script that merges `registrar` and resolves the conflicts as decided."""
    return r"""
git merge -q registrar
git checkout -q registrar -- dates.txt courses.txt
git checkout -q --ours rooms.txt
grep -v -e '^<<<<<<<' -e '^=======' -e '^>>>>>>>' log.txt > kept.txt
mv kept.txt log.txt
git add .
git commit -q -m "Merge the registrar's dates"
"""
