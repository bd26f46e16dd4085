# kind: anticipated
# message: Without a log no file is made: `> refused.txt` makes the file before its command runs
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
grep '^[^ ]* REFUSED ' desk.log > refused.txt
found=$?
cut -d " " -f 5 refused.txt | sort -u
exit $found
"""
