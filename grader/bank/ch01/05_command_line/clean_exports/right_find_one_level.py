# kind: anticipated
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
fail() { echo "$1" >&2; exit 2; }
test -n "$EXPORTS" || fail "EXPORTS is not set"
test -d "$EXPORTS" || fail "EXPORTS is no folder"
cd "./$EXPORTS" 2>/dev/null || cd "$EXPORTS" || fail "cannot enter"
find . -maxdepth 1 -type f -name '*.csv' -exec rm {} +
echo cleaned >> cleaned.log
"""
