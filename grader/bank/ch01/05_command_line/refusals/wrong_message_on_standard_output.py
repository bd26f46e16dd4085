# kind: anticipated
# message: Who reads the report must not find a complaint in it: messages go to the standard error
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
if [ ! -e desk.log ]; then
    echo "There is no desk.log"
    exit 2
fi
awk '$2 == "REFUSED"' desk.log > refused.txt
cut -d " " -f 5 refused.txt | sort -u
[ -s refused.txt ]
"""
