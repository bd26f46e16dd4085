# kind: anticipated
# message: Nothing to delete is no failure: a pattern that finds nothing is handed to `rm` as it
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
set -e
if [ ! -d "$EXPORTS" ]; then
    echo "EXPORTS must name a folder" >&2
    exit 2
fi
cd "$EXPORTS"
rm -- *.csv
echo cleaned >> cleaned.log
"""
