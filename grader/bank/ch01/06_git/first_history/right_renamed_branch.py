# kind: anticipated
def first_history() -> str:
    """A bash script that makes the repository and its three commits."""
    return r"""
git init -q
git symbolic-ref HEAD refs/heads/main
commit() { subject=$1; shift; git add "$@"; git commit -q -m "$subject"; }
commit "Add the timetable" timetable.csv
echo '*.env' > .gitignore
echo '__pycache__/' >> .gitignore
commit "Ignore secrets and caches" .gitignore
commit "Add the rest" -A
"""
