# kind: anticipated
# message: Only files directly in the folder whose names end in `.csv` are deleted
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
if [ ! -d "$EXPORTS" ]; then
    echo "EXPORTS must name a folder" >&2
    exit 2
fi
find "$EXPORTS" -name '*.csv' -delete
echo cleaned >> "$EXPORTS/cleaned.log"
"""
