# kind: anticipated
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
set -e
target=archive/2027-spring
mkdir -p "$target"
find inbox -maxdepth 1 -type f -name '*.csv' -exec mv -- {} "$target" \;
find inbox -maxdepth 1 -type f -name '*.tmp' -delete
install -m 640 inbox/README.txt "$target/README.txt"
rmdir old
printf 'tidied\n' >> log.txt
"""
