# kind: observed
SIGNS = {"pdf": b"%PDF-", "png": bytes.fromhex("89504e470d0a1a0a"), "jpg": bytes.fromhex("ffd8ff")}
FITS = {".pdf": "pdf", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}


def keep_upload(folder: Path, name: str, content: bytes) -> tuple[str, str]:
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = re.sub("[\x00-\x1f\x7f]", "", last)[-60:]
    kind = FITS.get(Path(shown).suffix.lower())
    if kind is None:
        raise ValueError("Use a name that ends in .pdf, .png, .jpg or .jpeg.")
    if len(content) == 0 or len(content) > 1_000:
        raise ValueError("Send between 1 and 1,000 bytes.")
    if content[: len(SIGNS[kind])] != SIGNS[kind]:
        raise ValueError(f"This is no {kind.upper()}: export it again and send the result.")
    stored = f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    folder.joinpath(stored).write_bytes(content)
    return stored, shown
