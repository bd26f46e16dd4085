# kind: anticipated
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
if [ ! -d "$EXPORTS" ]; then
    echo "EXPORTS does not name a folder: '$EXPORTS'" >&2
    exit 2
fi
rm -f -- "$EXPORTS"/*.csv
echo cleaned >> "$EXPORTS/cleaned.log"
"""
