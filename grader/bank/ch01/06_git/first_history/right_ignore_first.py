# kind: anticipated
def first_history() -> str:
    """A bash script that makes the repository and its three commits."""
    return r"""
set -e
cat > .gitignore <<'END'
# secrets
*.env
# caches
**/__pycache__/
END
git init --quiet --initial-branch=main
git add -- timetable.csv && git commit --quiet --message "Add the timetable"
git add -- .gitignore && git commit --quiet --message "Ignore secrets and caches"
git add --all && git commit --quiet --message "Add the rest"
"""
