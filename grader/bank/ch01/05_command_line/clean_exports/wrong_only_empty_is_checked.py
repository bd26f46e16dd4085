# kind: anticipated
# message: A `cd` that failed does not stop the next line: the script goes on where it was. Act only
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
if [ -z "$EXPORTS" ]; then
    echo "EXPORTS is not set" >&2
    exit 2
fi
cd "$EXPORTS"
rm -f ./*.csv
echo cleaned >> cleaned.log
"""
