# kind: anticipated
# message: An empty variable without quotes is no argument at all, and `cd` without an argument goes
def clean_exports() -> str:
    """A bash script that cleans the folder $EXPORTS, and nothing else."""
    return r"""
cd $EXPORTS || exit 2
rm -f ./*.csv
echo cleaned >> cleaned.log
"""
