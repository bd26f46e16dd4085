# kind: anticipated
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
set -eu
folder="${EXPORTS:-}"
if [ -z "$folder" ] || [ ! -d "$folder" ]; then
    printf 'set EXPORTS to the folder to clean\n' >&2
    exit 2
fi
cd -- "$folder"
for file in ./*.csv; do
    if [ -f "$file" ]; then
        rm -- "$file"
    fi
done
echo cleaned >> cleaned.log
"""
