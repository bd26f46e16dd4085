"""Gunicorn's settings for this app; it reads them where it is started beside this file, as in the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gunicorn.http.message import Request
    from gunicorn.workers.base import Worker

READ_OUT = 64 * 1024
"""Bytes of a body that Gunicorn reads where the app did not."""


def pre_request(_worker: Worker, request: Request) -> None:
    """Say with the answer that the connection ends, where Gunicorn will end it if the app refuses the body.

    Otherwise it promises to keep the connection, hangs up, and the client's next request is lost.
    """
    for name, value in request.headers:
        if name == "TRANSFER-ENCODING" or (name == "CONTENT-LENGTH" and int(value) > READ_OUT):
            request.force_close()
