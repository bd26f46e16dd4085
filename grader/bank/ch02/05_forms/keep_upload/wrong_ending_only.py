# kind: anticipated
# message: The ending is a stranger's word: the content must begin as a PDF does.

def keep_upload(folder: Path, name: str, content: bytes) -> tuple[str, str]:
    shown = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in shown if ord(character) >= 32 and ord(character) != 127)[-60:]
    if not 1 <= len(content) <= 1000:
        raise ValueError("Send a document of at most 1,000 bytes.")
    kinds = [
        (b"%PDF-", (".pdf",), ".pdf"),
        (b"\x89PNG\r\n\x1a\n", (".png",), ".png"),
        (b"\xff\xd8\xff", (".jpg", ".jpeg"), ".jpg"),
    ]
    for begins, endings, ending in kinds:
        if shown.lower().endswith(endings):
            stored = hashlib.sha256(content).hexdigest()[:16] + ending
            (folder / stored).write_bytes(content)
            return stored, shown
    raise ValueError("Send a PDF, PNG or JPEG.")
