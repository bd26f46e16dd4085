# kind: anticipated
# message: `mv` takes a file away, `cp` leaves it
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
mkdir -p archive/2027-spring
mv inbox/*.csv archive/2027-spring
mv inbox/README.txt archive/2027-spring
chmod 640 archive/2027-spring/README.txt
rm inbox/*.tmp
rmdir old
echo tidied >> log.txt
"""
