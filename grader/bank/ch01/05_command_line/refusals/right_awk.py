# kind: anticipated
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
test -f desk.log || { printf 'no desk.log here\n' >&2; exit 2; }
awk '$2 == "REFUSED"' desk.log | tee refused.txt | awk '{ print $5 }' | sort | uniq
test -s refused.txt
"""
