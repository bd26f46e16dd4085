# kind: anticipated
# message: `uniq` drops neighbours only
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
[ -e desk.log ] || { echo "no desk.log" >&2; exit 2; }
awk '$2 == "REFUSED"' desk.log > refused.txt
cut -d " " -f 5 refused.txt | uniq
[ -s refused.txt ]
"""
