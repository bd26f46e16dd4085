# kind: anticipated
# message: The code is the fifth field, a remark may follow it
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
[ -e desk.log ] || { echo "no desk.log" >&2; exit 2; }
awk '$2 == "REFUSED"' desk.log > refused.txt
awk '{ print $NF }' refused.txt | sort -u
[ -s refused.txt ]
"""
