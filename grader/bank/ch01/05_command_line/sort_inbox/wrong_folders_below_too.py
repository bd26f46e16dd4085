# kind: anticipated
# message: Folders below the inbox stay as they are: `inbox/*.csv` looks into the inbox only, `find`
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
mkdir -p archive/2027-spring
find inbox -name '*.csv' -exec mv {} archive/2027-spring/ \;
cp inbox/README.txt archive/2027-spring/
chmod 640 archive/2027-spring/README.txt
find inbox -name '*.tmp' -delete
rmdir old
echo tidied >> log.txt
"""
