# kind: anticipated
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
if [ ! -e desk.log ]; then
    echo "desk.log is missing: run this in the folder of the desk" >&2
    exit 2
fi
grep -E '^[^ ]+ REFUSED ' desk.log > refused.txt
found=$?
cut -d " " -f 5 refused.txt | sort -u
exit $found
"""
