# kind: anticipated
def refusals() -> str:
    """A bash script that reports the refusals of desk.log."""
    return r"""
if ! [ -e desk.log ]; then echo "where is desk.log?" 1>&2; exit 2; fi
: > refused.txt
codes=""
while IFS= read -r line; do
    set -f
    set -- $line
    if [ "$2" = "REFUSED" ]; then
        printf '%s\n' "$line" >> refused.txt
        codes="$codes$5
"
    fi
done < desk.log
[ -n "$codes" ] || exit 1
printf '%s' "$codes" | sort -u
exit 0
"""
