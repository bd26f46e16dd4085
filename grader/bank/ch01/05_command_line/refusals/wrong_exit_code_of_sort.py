# kind: anticipated
# message: Nothing was refused, and that is exit code 1. The exit code of a pipeline is that of its
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
if [ ! -e desk.log ]; then
    echo "There is no desk.log" >&2
    exit 2
fi
grep '^[^ ]* REFUSED ' desk.log > refused.txt
cut -d " " -f 5 refused.txt | sort -u
exit $?
"""
