# kind: anticipated
# message: The mode 640 belongs to the copy alone
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
mkdir -p archive/2027-spring
mv inbox/*.csv archive/2027-spring
chmod 640 inbox/README.txt
cp inbox/README.txt archive/2027-spring
rm inbox/*.tmp
rmdir old
echo tidied >> log.txt
"""
