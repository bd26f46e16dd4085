# kind: anticipated
# message: Both must go: `-i.csv` looks like an option to `rm` unless `./` or `--` stands in front,
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
if [ ! -d "$EXPORTS" ]; then
    echo "EXPORTS must name a folder" >&2
    exit 2
fi
cd "$EXPORTS" || exit 2
rm -f *.csv
echo cleaned >> cleaned.log
"""
