# kind: observed
# message: Bash cannot read the script: line 7: syntax error: unexpected end of file
def resolve():
    return """
    git merge registrar
    if [ -e log.txt ]; then
      git checkout --theirs dates.txt
    git commit -am "Merge the registrar's dates"
    """
