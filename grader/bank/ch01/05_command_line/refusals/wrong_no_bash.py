# kind: observed
# message: Bash cannot read the script: line 2: syntax error near unexpected token `done
def refusals():
    return """
    if [ ! -e desk.log ]; then echo none >&2; exit 2; done
    grep ' REFUSED ' desk.log > refused.txt
    """
