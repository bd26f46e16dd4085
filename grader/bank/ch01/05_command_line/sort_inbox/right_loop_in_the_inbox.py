# kind: anticipated
def sort_inbox() -> str:
    """A bash script that sorts the inbox."""
    return r"""
mkdir -p archive/2027-spring
cd inbox
for name in *; do
    case "$name" in
        *.csv) mv "./$name" ../archive/2027-spring/ ;;
        *.tmp) rm "./$name" ;;
    esac
done
cd ..
cat inbox/README.txt > archive/2027-spring/README.txt
chmod u=rw,g=r,o= archive/2027-spring/README.txt
rmdir old
echo "tidied" >> log.txt
"""
