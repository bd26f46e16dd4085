# kind: observed
# message: fit other names, too
def first_history() -> str:
    """A bash script that makes the repository and its three commits."""
    return r"""
git init -q -b main
git add timetable.csv
git commit -q -m "Add the timetable"
printf '%s\n' '*env' '__pycache__/' > .gitignore
git add .gitignore
git commit -q -m "Ignore secrets and caches"
git add .
git commit -q -m "Add the rest"
"""
