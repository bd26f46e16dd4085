"""What is kept of a secret that this app made."""

from __future__ import annotations

import hashlib


def digest_of(secret: str) -> str:
    """Its SHA-256, in hexadecimal digits.

    One round is enough: what is hashed has 256 random bits, so nobody finds it by guessing, and a slow hash
    such as a password needs would be paid at every request.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
