# kind: anticipated
# message: A script that refuses says why, on the standard error, and prints nothing else
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
[ -d "$EXPORTS" ] || exit 2
rm -f "$EXPORTS"/*.csv
echo cleaned >> "$EXPORTS/cleaned.log"
"""
