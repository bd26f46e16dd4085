# kind: anticipated
# message: Let a pattern such as `inbox/*.csv` find the names: names that you type belong to one
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
mkdir -p archive/2027-spring
for file in $(ls inbox | grep '\.csv$'); do
    mv inbox/$file archive/2027-spring/
done
cp inbox/README.txt archive/2027-spring/
chmod 640 archive/2027-spring/README.txt
rm inbox/*.tmp
rmdir old
echo tidied >> log.txt
"""
