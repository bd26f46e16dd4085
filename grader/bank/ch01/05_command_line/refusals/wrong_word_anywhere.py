# kind: anticipated
# message: The outcome is the second field, in capitals
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
[ -e desk.log ] || { echo "no desk.log" >&2; exit 2; }
grep REFUSED desk.log > refused.txt
found=$?
cut -d " " -f 5 refused.txt | sort -u
exit $found
"""
